using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.UnitTests;

/// <summary>Parses unit tests; the tested model is found once all models are known.</summary>
internal sealed class UnitTestParser(ParseScope scope, UnitTestFixtures fixtures)
{
    /// <summary>The unit test of an entry.</summary>
    /// <exception cref="DbtException">A key is missing or has the wrong form, or a fixture is not there.</exception>
    public UnitTest Parse(PropertyEntry entry)
    {
        var package = entry.Package;
        var (name, model) = (entry.Name, entry.RequiredText("model"));
        List<string> fqn = [.. Fqn.Prefix(package.Name, Fqn.BelowFolder(entry.File.OriginalPath)), model, name];
        if (!entry.Data.ContainsKey("given"))
        {
            throw entry.Error("at path []: 'given' is a required property");
        }
        var test = new UnitTest
        {
            Name = name,
            Model = model,
            PackageName = package.Name,
            Path = entry.File.RelativePath,
            OriginalFilePath = entry.File.OriginalPath,
            UniqueId = UniqueIds.OfUnitTest(package.Name, model, name),
            Fqn = fqn,
            Description = entry.Description,
            Given = [.. entry.Maps("given").Select(entry.Part).Select(input => Input(input, name))],
            Expect = Expectation(entry.Part(entry.RequiredMap("expect")), name),
            Overrides = Overrides(entry),
            Versions = Versions(entry),
            Config = scope.Configs.Build(ResourceType.UnitTest, package, fqn, calls: null, entry.Config),
            CreatedAt = scope.CreatedAt,
        };
        test.Checksum = UnitTestChecksum.Of(test);
        return test;
    }

    private UnitTestInput Input(PropertyEntry input, string test)
    {
        var (rows, format, fixture) = fixtures.Rows(input, test, "input");
        return new UnitTestInput
        {
            Input = input.RequiredText("input"),
            Rows = rows,
            Format = format,
            Fixture = fixture,
        };
    }

    private UnitTestExpectation Expectation(PropertyEntry expect, string test)
    {
        var (rows, format, fixture) = fixtures.Rows(expect, test, "expected");
        return new UnitTestExpectation
        {
            Rows = rows,
            Format = format,
            Fixture = fixture,
        };
    }

    private static UnitTestOverrides? Overrides(PropertyEntry entry)
    {
        if (entry.Map("overrides") is not { } map)
        {
            return null;
        }
        var overrides = entry.Part(map);
        return new UnitTestOverrides
        {
            Macros = PlainData.Clone(overrides.Map("macros") ?? []),
            Vars = PlainData.Clone(overrides.Map("vars") ?? []),
            EnvVars = PlainData.Clone(overrides.Map("env_vars") ?? []),
        };
    }

    private static UnitTestVersions? Versions(PropertyEntry entry)
    {
        if (entry.Map("versions") is not { } map)
        {
            return null;
        }
        var versions = entry.Part(map);
        return new UnitTestVersions { Include = List("include"), Exclude = List("exclude") };

        List<object>? List(string key) => map.ContainsKey(key) ? [.. versions.List(key).OfType<object>()] : null;
    }
}
