namespace Headgate.Dbt.Artifacts;

/// <summary>What every resource of the manifest has, whatever its kind; graph and selection work on this alone.</summary>
public interface IManifestResource
{
    /// <summary>Name.</summary>
    string Name { get; }

    /// <summary>Kind of the resource.</summary>
    ResourceType ResourceType { get; }

    /// <summary>Package that defines it.</summary>
    string PackageName { get; }

    /// <summary>Path below the resource folder of its package.</summary>
    string Path { get; }

    /// <summary>Path below the root of its package.</summary>
    string OriginalFilePath { get; }

    /// <summary>Identity in the manifest.</summary>
    string UniqueId { get; }

    /// <summary>Fully qualified name; empty for kinds without one.</summary>
    IReadOnlyList<string> Fqn { get; }

    /// <summary>Tags; empty for kinds without them.</summary>
    IReadOnlyList<string> Tags { get; }

    /// <summary>Unique ids of what it reads (for macros: of the macros it calls).</summary>
    IReadOnlyList<string> ParentIds { get; }

    /// <summary>Effective configuration, or null for kinds without one.</summary>
    NodeConfig? Config { get; }
}
