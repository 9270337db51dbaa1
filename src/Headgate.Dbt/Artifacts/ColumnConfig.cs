using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>The <c>config</c> of a column.</summary>
public sealed class ColumnConfig
{
    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>Tags of the column.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Other keys that were written under <c>config</c>.</summary>
    [JsonExtensionData]
    public OrderedDictionary<string, object?>? Other { get; set; }
}
