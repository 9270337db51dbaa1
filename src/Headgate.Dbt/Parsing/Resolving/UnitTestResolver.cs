using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Ties unit tests to the models that they test; one of a model with versions becomes one for each version.</summary>
internal sealed class UnitTestResolver(Manifest manifest)
{
    /// <summary>Resolves all.</summary>
    /// <exception cref="DbtException">A tested model is not there, or a test contradicts its model.</exception>
    public void Resolve()
    {
        var tests = manifest.UnitTests.Values.ToList();
        manifest.UnitTests.Clear();
        foreach (var test in tests)
        {
            foreach (var resolved in Resolve(test))
            {
                manifest.UnitTests[resolved.UniqueId] = resolved;
            }
        }
    }

    private IEnumerable<UnitTest> Resolve(UnitTest test)
    {
        var models = manifest.Nodes.Values.Where(node => IsTested(node, test)).ToList();
        if (models.Count == 0)
        {
            if (IsDisabled(test))
            {
                test.Config["enabled"] = false;
                Disable(test);
                return [];
            }

            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Unable to find model '{test.PackageName}.{test.Model}' for unit test '{test.Name}' in {test.OriginalFilePath}"
            );
        }

        foreach (var model in models)
        {
            CheckIncremental(test, model);
        }
        if (models[0].Version is null)
        {
            return [Tie(test, models[0])];
        }
        return [.. models.Where(model => IsIncluded(test, model.Version!)).Select(model => Tie(OfVersion(test, model.Version!), model))];
    }

    private static bool IsTested(ManifestNode node, UnitTest test) =>
        node.ResourceType == ResourceType.Model && node.PackageName == test.PackageName && node.Name == test.Model;

    private bool IsDisabled(UnitTest test) =>
        manifest.Disabled.Values.SelectMany(list => list).OfType<ManifestNode>().Any(node => IsTested(node, test));

    private void Disable(UnitTest test)
    {
        if (!manifest.Disabled.TryGetValue(test.UniqueId, out var list))
        {
            manifest.Disabled[test.UniqueId] = list = [];
        }
        list.Add(test);
    }

    private static UnitTest Tie(UnitTest test, ManifestNode model)
    {
        test.DependsOn = new DependsOn { Nodes = [model.UniqueId] };
        test.Schema = model.Schema;
        return test;
    }

    private static bool IsIncluded(UnitTest test, object version)
    {
        if (test.Versions?.Include is { } included)
        {
            return included.Exists(other => PlainData.AreEqual(other, version));
        }
        return test.Versions?.Exclude?.Exists(other => PlainData.AreEqual(other, version)) != true;
    }

    private static UnitTest OfVersion(UnitTest test, object version) =>
        new()
        {
            Name = test.Name,
            Model = test.Model,
            PackageName = test.PackageName,
            Path = test.Path,
            OriginalFilePath = test.OriginalFilePath,
            UniqueId = $"{test.UniqueId}_v{PythonText.Str(version)}",
            Fqn = [.. test.Fqn],
            Description = test.Description,
            Given = test.Given,
            Expect = test.Expect,
            Overrides = test.Overrides,
            Config = test.Config,
            Versions = test.Versions,
            Version = version,
            Checksum = test.Checksum,
            CreatedAt = test.CreatedAt,
        };

    private static void CheckIncremental(UnitTest test, ManifestNode model)
    {
        if (!model.DependsOn.Macros.Contains("macro.dbt.is_incremental"))
        {
            return;
        }
        if (test.Overrides?.Macros.GetValueOrDefault("is_incremental") is not bool isIncremental)
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Boolean override for 'is_incremental' must be provided for unit test '{test.Name}' in model '{model.Name}'"
            );
        }
        var hasThis = test.Given.Exists(input => input.Input.Trim() == "this");
        if (isIncremental && !hasThis)
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Unit test '{test.Name}' for incremental model '{model.Name}' must have a 'this' input"
            );
        }
    }
}
