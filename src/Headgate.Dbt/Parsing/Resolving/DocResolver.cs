using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Rendering;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Renders descriptions, above all their <c>doc()</c>.</summary>
internal sealed partial class DocResolver(Manifest manifest, LoadedProject project)
{
    private readonly Dictionary<string, DescriptionRenderer> _renderers = [];

    /// <summary>Renders every description of the manifest.</summary>
    /// <exception cref="DbtException">A documentation block is not there, or a template is wrong.</exception>
    public void Resolve()
    {
        foreach (var node in manifest.Nodes.Values.Concat(manifest.Functions.Values))
        {
            node.Description = Render(node, node.Description, node.DocBlocks);
            Resolve(node, node.Columns.Values);
        }

        foreach (var source in manifest.Sources.Values)
        {
            source.SourceDescription = Render(source, source.SourceDescription, []);
            source.Description = Render(source, source.Description, source.DocBlocks);
            Resolve(source, source.Columns.Values);
        }

        foreach (var macro in manifest.Macros.Values.Where(macro => macro.PatchPath is not null))
        {
            macro.Description = Render(macro, macro.Description, []);
            foreach (var argument in macro.Arguments)
            {
                argument.Description = Render(macro, argument.Description, []);
            }
        }

        foreach (var exposure in manifest.Exposures.Values)
        {
            exposure.Description = Render(exposure, exposure.Description, []);
        }
        foreach (var metric in manifest.Metrics.Values)
        {
            metric.Description = Render(metric, metric.Description, []);
        }
        foreach (var model in manifest.SemanticModels.Values)
        {
            Resolve(model);
        }
        foreach (var query in manifest.SavedQueries.Values)
        {
            query.Description = RenderOptional(query, query.Description);
        }
        foreach (var group in manifest.Groups.Values)
        {
            group.Description = RenderOptional(group, group.Description);
        }
        foreach (var test in manifest.UnitTests.Values)
        {
            test.Description = Render(test, test.Description, []);
        }
    }

    private void Resolve(IManifestResource resource, IEnumerable<ColumnInfo> columns)
    {
        foreach (var column in columns)
        {
            column.Description = Render(resource, column.Description, column.DocBlocks);
        }
    }

    private void Resolve(SemanticModel model)
    {
        model.Description = RenderOptional(model, model.Description);
        foreach (var entity in model.Entities)
        {
            entity.Description = RenderOptional(model, entity.Description);
        }
        foreach (var dimension in model.Dimensions)
        {
            dimension.Description = RenderOptional(model, dimension.Description);
        }
        foreach (var measure in model.Measures)
        {
            measure.Description = RenderOptional(model, measure.Description);
        }
    }

    private string? RenderOptional(IManifestResource resource, string? description) =>
        description is null ? null : Render(resource, description, []);

    private string Render(IManifestResource resource, string description, List<string> blocks)
    {
        if (!YamlRenderer.HasTemplate(description))
        {
            return description;
        }
        if (!_renderers.TryGetValue(resource.PackageName, out var renderer))
        {
            _renderers[resource.PackageName] = renderer = YamlRenderers.ForDescriptions(
                project,
                project.FindPackage(resource.PackageName) ?? project.Root
            );
        }
        var plain = PlainCall().Matches(description).Select(call => call.Groups["name"].Value).ToHashSet();
        return renderer.Render(
            description,
            (package, name) =>
            {
                var doc = Find(resource, package, name);
                if (plain.Contains(name))
                {
                    blocks.Add(doc.UniqueId);
                }
                return doc.BlockContents;
            }
        );
    }

    private Doc Find(IManifestResource resource, string? package, string name)
    {
        foreach (var searched in SearchPackages.Of(project.Root.Name, resource.PackageName, package))
        {
            var doc = searched is null
                ? manifest.Docs.Values.FirstOrDefault(doc => doc.Name == name)
                : manifest.Docs.GetValueOrDefault($"doc.{searched}.{name}");
            if (doc is not null)
            {
                return doc;
            }
        }

        var place = package is null ? "" : $"in package '{package}' ";
        throw new DbtException(
            DbtErrorKind.Compilation,
            $"Documentation for '{resource.UniqueId}' depends on doc '{name}' {place} which was not found"
        );
    }

    /// <summary>A call whose text is taken as it is: only such blocks are noted, as with dbt.</summary>
    [GeneratedRegex("""\{\{-?\s*doc\((?:\s*(['"])[^'"]*\1\s*,)?\s*(['"])(?<name>[^'"]*)\2\s*\)\s*-?\}\}""", RegexOptions.None, 1000)]
    private static partial Regex PlainCall();
}
