using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Parsing.Sources;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Tests;

/// <summary>Makes the generic tests that the entries of property files ask for.</summary>
internal sealed class GenericTests(ParseScope scope, GenericTestParser parser, Dialect dialect)
{
    /// <summary>Adds the tests of models, seeds and snapshots: of their columns first, then of the whole.</summary>
    public void AddOfNodes()
    {
        var attached = AttachedNodes();
        var patches = scope.Patches.All.Where(patch => patch.Entry.Section is "models" or "seeds" or "snapshots").ToList();
        SideBySide.Each(
            patches,
            patch => TestsOf(patch, attached.GetValueOrDefault((patch.Entry.Package.Name, patch.Name, PythonText.Str(patch.Version)))),
            tests => tests.ForEach(scope.Add)
        );
    }

    private List<ManifestNode> TestsOf(NodePatch patch, ManifestNode? node)
    {
        var target = new TestTarget
        {
            Section = patch.Entry.Section,
            Name = patch.Name,
            Version = patch.Version,
            Package = patch.Entry.Package,
            OriginalFilePath = patch.Entry.File.OriginalPath,
        };
        var tests = new List<ManifestNode>();
        foreach (var column in patch.Columns)
        {
            foreach (var test in column.Tests ?? [])
            {
                tests.Add(parser.Parse(test, target, ColumnName.Of(column, patch.QuoteColumns, dialect), column.Info.Tags, node));
            }
        }
        foreach (var test in patch.Tests)
        {
            tests.Add(parser.Parse(test, target, column: null, [], node));
        }
        return tests;
    }

    /// <summary>Adds the tests of a source table.</summary>
    public void AddOfSource(SourceTable table)
    {
        var target = new TestTarget
        {
            Section = "sources",
            Name = table.Table.Name,
            Source = table.Source.Name,
            Package = table.Source.Package,
            OriginalFilePath = table.Source.File.OriginalPath,
        };
        var quotes =
            (table.Table.Map("quoting")?.GetValueOrDefault("column") ?? table.Source.Map("quoting")?.GetValueOrDefault("column")) is true;
        foreach (var column in ColumnReader.Read(table.Table))
        {
            foreach (var test in column.Tests ?? [])
            {
                scope.Add(
                    parser.Parse(
                        test,
                        target,
                        ColumnName.Of(column, quotes, dialect),
                        SourceParser.InheritedTags(table, column),
                        attached: null
                    )
                );
            }
        }
        foreach (var test in TestList.Of(table.Table) ?? [])
        {
            scope.Add(parser.Parse(test, target, column: null, SourceParser.InheritedTags(table, column: null), attached: null));
        }
    }

    private Dictionary<(string Package, string Name, string Version), ManifestNode> AttachedNodes()
    {
        var nodes = new Dictionary<(string, string, string), ManifestNode>();
        var disabled = scope.Manifest.Disabled.Values.SelectMany(list => list).OfType<ManifestNode>();
        foreach (var node in scope.Manifest.Nodes.Values.Concat(disabled).Where(node => node.IsRelational))
        {
            nodes.TryAdd((node.PackageName, node.Name, PythonText.Str(node.Version)), node);
        }
        return nodes;
    }
}
