using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A documented column.</summary>
public sealed class ColumnInfo
{
    /// <summary>Name as written.</summary>
    public required string Name { get; set; }

    /// <summary>Description, with <c>doc()</c> resolved.</summary>
    public string Description { get; set; } = "";

    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>Declared type, or null.</summary>
    public string? DataType { get; set; }

    /// <summary>Constraints declared on the column.</summary>
    public List<ColumnConstraint> Constraints { get; set; } = [];

    /// <summary>Whether the name is quoted in contracts and tests.</summary>
    public bool? Quote { get; set; }

    /// <summary>Meta and tags again, in their configuration form.</summary>
    public ColumnConfig Config { get; set; } = new();

    /// <summary>Tags, inherited by tests of the column.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Grain of a time spine column, or null.</summary>
    public string? Granularity { get; set; }

    /// <summary>The dimension of the semantic model that the column is, as written; null, and not in the manifest, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Dimension { get; set; }

    /// <summary>The entity of the semantic model that the column is, as written; null, and not in the manifest, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Entity { get; set; }

    /// <summary>Unique ids of the doc blocks that the description used.</summary>
    public List<string> DocBlocks { get; set; } = [];
}
