using System.Text.Json.Serialization;

namespace Headgate.Metadata.Artifacts;

/// <summary>What lists, filters and lineage need to know of a node; kept in memory for all nodes of an environment that is asked about. What can be set keeps its default where an older row does not have it.</summary>
internal sealed record NodeOutline
{
    /// <summary>dbt's id.</summary>
    [JsonPropertyName("id")]
    public required string UniqueId { get; init; }

    /// <summary>dbt's word for its kind: model, source, test, unit_test, macro and others.</summary>
    [JsonPropertyName("type")]
    public required string ResourceType { get; init; }

    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("package")]
    public string? Package { get; init; }

    /// <summary>Path of its file in the project.</summary>
    [JsonPropertyName("path")]
    public string FilePath { get; set; } = "";

    [JsonPropertyName("patch")]
    public string? PatchPath { get; init; }

    [JsonPropertyName("fqn")]
    public IReadOnlyList<string> Fqn { get; set; } = [];

    [JsonPropertyName("says")]
    public string? Description { get; init; }

    [JsonPropertyName("database")]
    public string? Database { get; init; }

    [JsonPropertyName("schema")]
    public string? Schema { get; init; }

    /// <summary>The name of its relation: the alias, or a source's identifier.</summary>
    [JsonPropertyName("alias")]
    public string? Alias { get; init; }

    [JsonPropertyName("relation")]
    public string? RelationName { get; init; }

    [JsonPropertyName("tags")]
    public IReadOnlyList<string> Tags { get; set; } = [];

    [JsonPropertyName("group")]
    public string? Group { get; init; }

    [JsonPropertyName("access")]
    public string? Access { get; init; }

    [JsonPropertyName("version")]
    public string? Version { get; init; }

    [JsonPropertyName("latest")]
    public string? LatestVersion { get; init; }

    [JsonPropertyName("made")]
    public string? Materialized { get; init; }

    [JsonPropertyName("language")]
    public string? Language { get; init; }

    [JsonPropertyName("contract")]
    public bool? ContractEnforced { get; init; }

    /// <summary>Ids of the nodes that it depends on; of macros for a macro.</summary>
    [JsonPropertyName("parents")]
    public IReadOnlyList<string> Parents { get; set; } = [];

    /// <summary>Ids of the macros that it calls.</summary>
    [JsonPropertyName("macros")]
    public IReadOnlyList<string> Macros { get; set; } = [];

    /// <summary>The source's name, of a source.</summary>
    [JsonPropertyName("source")]
    public string? SourceName { get; init; }

    [JsonPropertyName("loader")]
    public string? Loader { get; init; }

    /// <summary>The kind, of an exposure and of a metric.</summary>
    [JsonPropertyName("kind")]
    public string? Kind { get; init; }

    [JsonPropertyName("url")]
    public string? Url { get; init; }

    [JsonPropertyName("label")]
    public string? Label { get; init; }

    [JsonPropertyName("maturity")]
    public string? Maturity { get; init; }

    [JsonPropertyName("owner")]
    public string? OwnerName { get; init; }

    [JsonPropertyName("email")]
    public string? OwnerEmail { get; init; }

    /// <summary>The column, of a test.</summary>
    [JsonPropertyName("column")]
    public string? ColumnName { get; init; }

    /// <summary>The node that a test tests.</summary>
    [JsonPropertyName("tests")]
    public string? TestedNode { get; init; }

    /// <summary>Whether a test is of a generic kind.</summary>
    [JsonPropertyName("generic")]
    public bool IsGeneric { get; init; }
}
