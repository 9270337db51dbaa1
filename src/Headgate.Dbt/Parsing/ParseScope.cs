using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Nodes;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Configs;

namespace Headgate.Dbt.Parsing;

/// <summary>What all parsers of one project share.</summary>
internal sealed class ParseScope
{
    /// <summary>The project.</summary>
    public required LoadedProject Project { get; init; }

    /// <summary>Receives warnings.</summary>
    public required WarningLog Warnings { get; init; }

    /// <summary>What is parsed so far.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>Forms configurations.</summary>
    public required ConfigBuilder Configs { get; init; }

    /// <summary>Renders templates of nodes.</summary>
    public required NodeTemplates Templates { get; init; }

    /// <summary>What property files say of nodes.</summary>
    public required NodePatches Patches { get; init; }

    /// <summary>Seconds since 1970 that resources carry as their time.</summary>
    public double CreatedAt { get; init; }

    /// <summary>Puts a node into the manifest, among the disabled where its configuration says so.</summary>
    public void Add(ManifestNode node)
    {
        if (!node.Config.Enabled)
        {
            Disable(node);
            return;
        }

        var nodes = node.ResourceType == ResourceType.Function ? Manifest.Functions : Manifest.Nodes;
        if (nodes.TryGetValue(node.UniqueId, out var other))
        {
            throw Resolving.Duplicates.OfUniqueId(node, other);
        }
        nodes[node.UniqueId] = node;
    }

    /// <summary>Puts a resource among the disabled.</summary>
    public void Disable(IManifestResource resource)
    {
        if (!Manifest.Disabled.TryGetValue(resource.UniqueId, out var list))
        {
            Manifest.Disabled[resource.UniqueId] = list = [];
        }
        list.Add(resource);
    }
}
