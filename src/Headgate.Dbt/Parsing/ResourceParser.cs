using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Checks;
using Headgate.Dbt.Parsing.Macros;
using Headgate.Dbt.Parsing.Nodes;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Parsing.Semantics;
using Headgate.Dbt.Parsing.Sources;
using Headgate.Dbt.Parsing.Tests;
using Headgate.Dbt.Parsing.UnitTests;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;
using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Rendering;

namespace Headgate.Dbt.Parsing;

/// <summary>Parses the resources of all packages; references are resolved later.</summary>
internal sealed class ResourceParser(ParseScope scope, Dialect dialect)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Package, YamlRenderer> _renderers = [];
    private readonly UnitTestFixtures _fixtures = new();

    /// <summary>Parses the files of all packages.</summary>
    /// <exception cref="DbtException">A file is wrong.</exception>
    public void Parse(IReadOnlyDictionary<Package, ProjectFiles> files)
    {
        var entries = new List<PropertyEntry>();
        foreach (var (package, packageFiles) in files)
        {
            foreach (var doc in packageFiles.Docs.SelectMany(file => DocReader.Read(package, file)))
            {
                AddDoc(doc);
            }
            _fixtures.Add(package, packageFiles.UnitTestFixtures);
            entries.AddRange(new PropertyFiles(package, RendererOf(package), scope.Warnings).Read(packageFiles.Properties));
        }

        foreach (
            var entry in entries.Where(entry =>
                entry.Section is "models" or "seeds" or "snapshots" or "analyses" or "data_tests" or "functions"
            )
        )
        {
            scope.Patches.Add(entry);
        }
        foreach (var (package, packageFiles) in files)
        {
            ParseNodes(package, packageFiles);
        }
        DisabledChecks.Check(scope);
        ParseEntries(entries);
    }

    private YamlRenderer RendererOf(Package package) =>
        _renderers.GetOrAdd(package, one => YamlRenderers.ForProperties(scope.Project, one));

    private void AddDoc(Doc doc)
    {
        if (!scope.Manifest.Docs.TryAdd(doc.UniqueId, doc))
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"dbt found two docs with the name \"{doc.Name}\".\n\nSince these resources have the same name, dbt will be unable to find the correct resource\nwhen looking for doc(\"{doc.Name}\").\n\n"
                    + $"To fix this, change the name of one of these resources:\n- {doc.UniqueId} ({scope.Manifest.Docs[doc.UniqueId].OriginalFilePath})\n- {doc.UniqueId} ({doc.OriginalFilePath})"
            );
        }
    }

    private void ParseNodes(Package package, ProjectFiles files)
    {
        SideBySide.Each(files.Models, file => ModelParser.ParseModel(scope, package, file), scope.Add);
        foreach (var file in files.Snapshots)
        {
            foreach (var snapshot in SnapshotParser.ParseFile(scope, package, file))
            {
                scope.Add(snapshot);
            }
        }
        SideBySide.Each(files.Analyses, file => ModelParser.ParseAnalysis(scope, package, file), scope.Add);
        SideBySide.Each(files.Tests, file => ModelParser.ParseTest(scope, package, file), scope.Add);
        SideBySide.Each(files.Functions, file => FunctionParser.Parse(scope, package, file), scope.Add);
        SideBySide.Each(files.Seeds, file => SeedParser.Parse(scope, package, file), scope.Add);
        foreach (var hook in HookParser.Parse(scope, package))
        {
            scope.Add(hook);
        }
    }

    private void ParseEntries(List<PropertyEntry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.Section == "snapshots" && entry.Data.ContainsKey("relation")))
        {
            scope.Add(SnapshotParser.ParseEntry(scope, entry));
        }
        var tests = new GenericTests(scope, new GenericTestParser(scope, RendererOf), dialect);
        tests.AddOfNodes();
        ParseSources(entries, tests);
        foreach (var entry in entries)
        {
            ParseEntry(entry);
        }
    }

    private void ParseSources(List<PropertyEntry> entries, GenericTests tests)
    {
        var parser = new SourceParser(scope);
        foreach (var entry in entries.Where(entry => entry.Section == "sources" && entry.Data.ContainsKey("overrides")))
        {
            scope.Warnings.Deprecate(
                "SourceOverrideDeprecation",
                $"The source property `overrides` is deprecated but was found on source `{entry.Name}` in file `{entry.File.OriginalPath}`. "
                    + "Instead, `enabled` should be used to disable the unwanted source.",
                showsEvent: false
            );
        }
        foreach (var table in SourceTables.Of([.. entries.Where(entry => entry.Section == "sources")]))
        {
            var source = parser.Parse(table);
            if (!source.Config.Enabled)
            {
                scope.Disable(source);
            }
            else if (!scope.Manifest.Sources.TryAdd(source.UniqueId, source))
            {
                throw new DbtException(
                    DbtErrorKind.Compilation,
                    $"dbt found two sources with the name \"{source.SourceName}_{source.Name}\".\n\nSince these resources have the same name, dbt will be unable to find the correct resource\n"
                        + $"when looking for source(\"{source.SourceName}\", \"{source.Name}\").\n\nTo fix this, change the name of one of these resources:\n"
                        + $"- {source.UniqueId} ({scope.Manifest.Sources[source.UniqueId].OriginalFilePath})\n- {source.UniqueId} ({source.OriginalFilePath})"
                );
            }
            tests.AddOfSource(table);
        }
    }

    private void ParseEntry(PropertyEntry entry)
    {
        var manifest = scope.Manifest;
        switch (entry.Section)
        {
            case "macros":
                MacroPatcher.Apply(manifest, entry, scope.Warnings);
                break;
            case "groups":
                var group = new GroupParser(scope).Parse(entry);
                manifest.Groups[group.UniqueId] = group;
                break;
            case "exposures":
                Put(manifest.Exposures, new ExposureParser(scope).Parse(entry));
                break;
            case "semantic_models":
                ParseSemanticModel(entry);
                break;
            case "models":
                ParseModelSemantics(entry);
                break;
            case "metrics":
                Put(
                    manifest.Metrics,
                    OwnMetricParser.IsOwn(entry)
                        ? new OwnMetricParser(scope).Parse(entry, model: null)
                        : new MetricParser(scope).Parse(entry)
                );
                break;
            case "saved_queries":
                Put(manifest.SavedQueries, new SavedQueryParser(scope).Parse(entry));
                break;
            case "unit_tests":
                Put(manifest.UnitTests, new UnitTestParser(scope, _fixtures).Parse(entry));
                break;
        }
    }

    private void ParseSemanticModel(PropertyEntry entry)
    {
        var model = new SemanticModelParser(scope).Parse(entry);
        Put(scope.Manifest.SemanticModels, model);
        var wanted = entry
            .Maps("measures")
            .Where(measure => measure.GetValueOrDefault("create_metric") is true)
            .Select(measure => measure["name"])
            .ToHashSet();
        foreach (var measure in model.Measures.Where(measure => wanted.Contains(measure.Name)))
        {
            Put(scope.Manifest.Metrics, new MetricParser(scope).OfMeasure(entry, measure));
        }
    }

    /// <summary>Metrics at a model without a semantic model are nothing, as with dbt.</summary>
    private void ParseModelSemantics(PropertyEntry entry)
    {
        if (new ModelSemantics(scope).Parse(entry) is not { } model)
        {
            return;
        }
        Put(scope.Manifest.SemanticModels, model);
        foreach (var metric in ModelSemantics.Metrics(entry))
        {
            Put(scope.Manifest.Metrics, new OwnMetricParser(scope).Parse(metric, model));
        }
    }

    private void Put<T>(OrderedDictionary<string, T> resources, T resource)
        where T : class, IManifestResource
    {
        if (resource.Config?.Enabled == false)
        {
            scope.Disable(resource);
        }
        else if (!resources.TryAdd(resource.UniqueId, resource))
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"dbt found two {resource.ResourceType.Word().Replace('_', ' ')}s with the name \"{resource.Name}\".\n\nSince these resources have the same name, dbt will be unable to find the correct resource\n"
                    + $"when looking for \"{resource.Name}\".\n\nTo fix this, change the name of one of these resources:\n"
                    + $"- {resource.UniqueId} ({resources[resource.UniqueId].OriginalFilePath})\n- {resource.UniqueId} ({resource.OriginalFilePath})"
            );
        }
    }
}
