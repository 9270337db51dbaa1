using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Parsing.Nodes;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Rendering;

namespace Headgate.Dbt.Parsing.Tests;

/// <summary>Makes nodes of the generic tests that property files ask for.</summary>
internal sealed class GenericTestParser(ParseScope scope, Func<Project.Package, YamlRenderer> renderers)
{
    /// <summary>Makes the node of one test.</summary>
    /// <param name="written">The test as written.</param>
    /// <param name="target">What it looks at.</param>
    /// <param name="column">Column it looks at, or null.</param>
    /// <param name="tags">Tags that it inherits.</param>
    /// <param name="attached">The tested node, or null for sources.</param>
    /// <exception cref="DbtException">The test has none of dbt's forms, or its macro fails.</exception>
    public ManifestNode Parse(object? written, TestTarget target, ColumnName? column, IEnumerable<string> tags, ManifestNode? attached)
    {
        var test = Define(written, target, column);
        var node = Create(test, target, column, tags);
        var capture = new ParseCapture();
        CaptureArguments(test, target, node, capture);
        NodeFinisher.Configure(scope, node, target.Package, capture.Config, patch: null);
        NodeFinisher.Name(scope, node);
        NodeFinisher.Take(node, capture);
        node.AttachedNode = attached?.UniqueId;
        if (attached is not null)
        {
            node.Group = attached.Group;
        }
        return node;
    }

    private GenericTestDefinition Define(object? written, TestTarget target, ColumnName? column)
    {
        try
        {
            return GenericTestDefinition.Read(written, target, column?.InTests, renderers(target.Package));
        }
        catch (DbtException problem)
        {
            throw new DbtException(
                problem.Kind,
                problem.Kind == DbtErrorKind.Compilation
                    ? $"Invalid generic test configuration given in {target.OriginalFilePath}: \n{problem.Message}\n\t@: {target.Name}"
                    : $"Invalid test config given in {target.OriginalFilePath}:\n\t{problem.Message}\n\t@: {target.Name}",
                inner: problem
            );
        }
    }

    private ManifestNode Create(GenericTestDefinition test, TestTarget target, ColumnName? column, IEnumerable<string> tags)
    {
        var package = target.Package.Name;
        var hash = GenericTestNames.Hash(test.FullName, test.Name, test.Package, test.Arguments);
        return new ManifestNode
        {
            Name = test.FullName,
            ResourceType = ResourceType.Test,
            PackageName = package,
            Path = test.ShortName + ".sql",
            OriginalFilePath = target.OriginalFilePath,
            UniqueId = $"test.{package}.{test.FullName}.{hash}",
            Fqn = Fqn.Of(package, Fqn.BelowFolder(target.OriginalFilePath), test.FullName),
            Database = scope.Project.Target.Database,
            Schema = scope.Project.Target.Schema,
            Alias = test.FullName,
            RawCode = test.RawCode,
            Description = test.Description,
            Tags = [.. tags.Concat(test.Tags).Distinct().Order(StringComparer.Ordinal)],
            ColumnName = column?.InTests,
            FileKeyName = target.FileKeyName,
            TestMetadata = new TestMetadata
            {
                Name = test.Name,
                Kwargs = test.Arguments,
                Namespace = test.Package,
            },
            CreatedAt = scope.CreatedAt,
        };
    }

    /// <summary>The two tests that every project has by the hundred need no rendering: what they ask for is known.</summary>
    private void CaptureArguments(GenericTestDefinition test, TestTarget target, ManifestNode node, ParseCapture capture)
    {
        var macro = scope.Templates.Library.ScopeOf(test.Package ?? target.Package.Name).Find("test_" + test.Name)?.Macro.UniqueId;
        if (macro is not null)
        {
            capture.AddMacro(macro);
        }
        if (macro is not ("macro.dbt.test_unique" or "macro.dbt.test_not_null"))
        {
            capture.AddConfig(test.Config);
            var rendered = new ParseCapture();
            scope.Templates.CaptureTest(node, target.Package, test.Arguments, rendered);
            Merge(capture, rendered);
            return;
        }

        capture.AddConfig(test.Config);
        if (target.IsSource)
        {
            capture.AddSource(target.Source!, target.Name);
        }
        else
        {
            capture.AddRef(new RefArgs { Name = target.Name, Version = target.Version });
        }
    }

    private static void Merge(ParseCapture capture, ParseCapture rendered)
    {
        capture.Refs.AddRange(rendered.Refs);
        capture.Sources.AddRange(rendered.Sources);
        capture.Metrics.AddRange(rendered.Metrics);
        foreach (var macro in rendered.Macros)
        {
            capture.AddMacro(macro);
        }
        // The template repeats the configuration, so that dbt counts lists of it twice; what a test's macro sets itself comes on top.
        capture.AddConfig(rendered.Config);
    }
}
