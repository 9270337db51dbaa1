using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A macro: of the project, of a package, or of the engine.</summary>
public sealed class Macro : IManifestResource
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.Macro;

    /// <summary>Package that defines it.</summary>
    public required string PackageName { get; set; }

    /// <summary>Path below the resource folder of its package.</summary>
    public required string Path { get; set; }

    /// <summary>Path below the root of its package.</summary>
    public required string OriginalFilePath { get; set; }

    /// <summary>Identity in the manifest.</summary>
    public required string UniqueId { get; set; }

    /// <summary>Text of the macro from its opening to its closing tag.</summary>
    public required string MacroSql { get; set; }

    /// <summary>Macros that it calls.</summary>
    public DependsOn DependsOn { get; set; } = new() { MacrosOnly = true };

    /// <summary>Description, with <c>doc()</c> resolved.</summary>
    public string Description { get; set; } = "";

    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>How the documentation site shows it.</summary>
    public DocsConfig Docs { get; set; } = new();

    /// <summary>Property file that describes it, or null.</summary>
    public string? PatchPath { get; set; }

    /// <summary>Documented arguments.</summary>
    public List<MacroArgument> Arguments { get; set; } = [];

    /// <summary>Seconds since 1970 when it was parsed.</summary>
    public double CreatedAt { get; set; }

    /// <summary>Languages of a materialisation, or null.</summary>
    public List<string>? SupportedLanguages { get; set; }

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => DependsOn.Macros;

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => null;
}
