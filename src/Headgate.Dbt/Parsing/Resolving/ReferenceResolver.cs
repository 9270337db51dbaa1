using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Faults;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Finds what references mean and notes it as dependency.</summary>
internal sealed class ReferenceResolver
{
    private readonly Manifest _manifest;
    private readonly LoadedProject _project;
    private readonly WarningLog _warnings;
    private readonly RefLookup _enabled;
    private readonly RefLookup _disabled;
    private readonly ILookup<(string, string), SourceDefinition> _sources;
    private readonly ILookup<(string, string), SourceDefinition> _disabledSources;

    public ReferenceResolver(Manifest manifest, LoadedProject project, WarningLog warnings)
    {
        _manifest = manifest;
        _project = project;
        _warnings = warnings;
        var disabled = manifest.Disabled.Values.SelectMany(list => list).ToList();
        _enabled = new RefLookup(manifest.Nodes.Values);
        _disabled = new RefLookup(disabled.OfType<ManifestNode>());
        _sources = manifest.Sources.Values.ToLookup(source => (source.SourceName, source.Name));
        _disabledSources = disabled.OfType<SourceDefinition>().ToLookup(source => (source.SourceName, source.Name));
    }

    /// <summary>Resolves every reference of the manifest.</summary>
    /// <exception cref="DbtException">A reference leads nowhere, or where it may not.</exception>
    public void Resolve()
    {
        foreach (var node in _manifest.Nodes.Values.Concat(_manifest.Functions.Values))
        {
            if (
                !ResolveSources(node, node.Sources, node.DependsOn)
                || !ResolveRefs(node, node.Refs, node.DependsOn, node)
                || !ResolveFunctions(node)
            )
            {
                node.Config["enabled"] = false;
            }
            ResolveMetrics(node);
        }
        foreach (var exposure in _manifest.Exposures.Values)
        {
            if (ResolveSources(exposure, exposure.Sources, exposure.DependsOn))
            {
                ResolveRefs(exposure, exposure.Refs, exposure.DependsOn, asking: null);
            }
        }
        foreach (var model in _manifest.SemanticModels.Values)
        {
            ResolveRefs(model, model.Refs, model.DependsOn, asking: null);
        }
    }

    /// <summary>The node of a reference, enabled or not, or null.</summary>
    public (ManifestNode? Node, bool IsDisabled) Find(RefArgs reference, string asking)
    {
        ManifestNode? disabled = null;
        foreach (var package in SearchPackages.Of(_project.Root.Name, asking, reference.Package))
        {
            if (_enabled.Find(reference.Name, package, reference.Version) is { } node)
            {
                return (node, false);
            }
            disabled ??= _disabled.Find(reference.Name, package, reference.Version);
        }

        return (disabled, disabled is not null);
    }

    private bool ResolveRefs(IManifestResource resource, List<RefArgs> references, DependsOn dependsOn, ManifestNode? asking)
    {
        foreach (var reference in references)
        {
            var (target, isDisabled) = Find(reference, resource.PackageName);
            if (target is null || isDisabled)
            {
                return Missing(
                    resource,
                    NodeText(reference),
                    isDisabled,
                    () => Site(resource, "ref", reference.Name, _manifest.Nodes.Values.Where(n => n.IsRelational).Select(n => n.Name))
                );
            }
            AccessRules.Check(_project, resource, asking, target);
            Add(dependsOn, target.UniqueId);
        }

        return true;
    }

    private bool ResolveSources(IManifestResource resource, List<List<string>> calls, DependsOn dependsOn)
    {
        foreach (var call in calls)
        {
            var key = (call[0], call[1]);
            if (FindSource(_sources, key, resource.PackageName) is { } source)
            {
                Add(dependsOn, source.UniqueId);
            }
            else
            {
                return Missing(
                    resource,
                    $"source named '{call[0]}.{call[1]}'",
                    FindSource(_disabledSources, key, resource.PackageName) is not null,
                    () =>
                        Site(resource, "source", call[1], _manifest.Sources.Values.Where(s => s.SourceName == call[0]).Select(s => s.Name))
                );
            }
        }

        return true;
    }

    private void ResolveMetrics(ManifestNode node)
    {
        foreach (var call in node.Metrics)
        {
            var package = call.Count > 1 ? call[0] : null;
            var found = SearchPackages
                .Of(_project.Root.Name, node.PackageName, package)
                .Select(search =>
                    _manifest.Metrics.Values.FirstOrDefault(m => m.Name == call[^1] && (search is null || m.PackageName == search))
                )
                .FirstOrDefault(m => m is not null);
            if (found is not null)
            {
                Add(node.DependsOn, found.UniqueId);
                continue;
            }
            var place = package is null ? "" : $" in package or project '{package}'";
            Missing(
                node,
                $"metric named '{call[^1]}'{place}",
                isDisabled: false,
                () => Site(node, "metric", call[^1], _manifest.Metrics.Values.Select(m => m.Name))
            );
        }
    }

    private bool ResolveFunctions(ManifestNode node)
    {
        foreach (var call in node.Functions)
        {
            var package = call.Count > 1 ? call[0] : null;
            if (FindFunction(_manifest.Functions.Values, call[^1], node.PackageName, package) is { } found)
            {
                Add(node.DependsOn, found.UniqueId);
                continue;
            }
            var place = package is null ? "" : $" in package or project '{package}'";
            var disabled = _manifest.Disabled.Values.SelectMany(list => list).OfType<ManifestNode>();
            return Missing(
                node,
                $"function named '{call[^1]}'{place}",
                FindFunction(disabled, call[^1], node.PackageName, package) is not null,
                () => Site(node, "function", call[^1], _manifest.Functions.Values.Select(f => f.Name))
            );
        }
        return true;
    }

    private ManifestNode? FindFunction(IEnumerable<ManifestNode> nodes, string name, string asking, string? package) =>
        SearchPackages
            .Of(_project.Root.Name, asking, package)
            .Select(search =>
                nodes.FirstOrDefault(node =>
                    node.ResourceType == ResourceType.Function && node.Name == name && (search is null || node.PackageName == search)
                )
            )
            .FirstOrDefault(node => node is not null);

    private SourceDefinition? FindSource(ILookup<(string, string), SourceDefinition> sources, (string, string) key, string asking)
    {
        foreach (var package in SearchPackages.Of(_project.Root.Name, asking, named: null))
        {
            if (sources[key].FirstOrDefault(source => package is null || source.PackageName == package) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>A test of something that is not there is left out; anything else cannot be.</summary>
    private bool Missing(IManifestResource resource, string target, bool isDisabled, Func<FaultPlace?> site)
    {
        var type = string.Join('_', resource.ResourceType.Word().Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var message =
            $"{type} '{resource.UniqueId}' ({resource.OriginalFilePath}) depends on a {target} which {(isDisabled ? "is disabled" : "was not found")}";
        if (resource.ResourceType != ResourceType.Test)
        {
            throw new DbtException(DbtErrorKind.Compilation, message) { Place = site() };
        }
        if (!isDisabled)
        {
            _warnings.Add("NodeNotFoundOrDisabled", message);
        }
        return false;
    }

    private static FaultPlace? Site(IManifestResource resource, string function, string name, IEnumerable<string> known) =>
        resource is ManifestNode node ? CallSites.Find(node, function, name, known) : null;

    private static string NodeText(RefArgs reference)
    {
        var version = reference.Version is null ? "" : $" with version '{PythonText.Str(reference.Version)}'";
        var package = reference.Package is null ? "" : $" in package or project '{reference.Package}'";
        return $"node named '{reference.Name}'{version}{package}";
    }

    private static void Add(DependsOn dependsOn, string uniqueId)
    {
        if (!dependsOn.Nodes.Contains(uniqueId))
        {
            dependsOn.Nodes.Add(uniqueId);
        }
    }
}
