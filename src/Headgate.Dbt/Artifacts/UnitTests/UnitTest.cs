using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A test of a model's logic with rows given and rows expected.</summary>
public sealed class UnitTest : IManifestResource
{
    /// <summary>Name of the tested model.</summary>
    public required string Model { get; set; }

    /// <summary>Rows of each input.</summary>
    public List<UnitTestInput> Given { get; set; } = [];

    /// <summary>Rows expected.</summary>
    public required UnitTestExpectation Expect { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.UnitTest;

    /// <summary>Package that defines it.</summary>
    public required string PackageName { get; set; }

    /// <summary>Path below the resource folder of its package.</summary>
    public required string Path { get; set; }

    /// <summary>Path below the root of its package.</summary>
    public required string OriginalFilePath { get; set; }

    /// <summary>Identity in the manifest.</summary>
    public required string UniqueId { get; set; }

    /// <summary>Fully qualified name: package, folders, name.</summary>
    public List<string> Fqn { get; set; } = [];

    /// <summary>Description, with <c>doc()</c> resolved.</summary>
    public string Description { get; set; } = "";

    /// <summary>Macros, variables and environment replaced, or null.</summary>
    public UnitTestOverrides? Overrides { get; set; }

    /// <summary>What it needs.</summary>
    public DependsOn DependsOn { get; set; } = new();

    /// <summary>Effective configuration.</summary>
    public NodeConfig Config { get; set; } = new();

    /// <summary>Digest of its definition.</summary>
    public string? Checksum { get; set; }

    /// <summary>Schema of the tested model.</summary>
    public string? Schema { get; set; }

    /// <summary>Seconds since 1970 when it was parsed.</summary>
    public double CreatedAt { get; set; }

    /// <summary>Versions to test, or null.</summary>
    public UnitTestVersions? Versions { get; set; }

    /// <summary>Version tested, or null.</summary>
    public object? Version { get; set; }

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => Fqn;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => Config.Tags;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => DependsOn.Nodes;

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => Config;
}
