using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Conditions of a metric or saved query.</summary>
public sealed class WhereFilters
{
    /// <summary>Conditions, all of which hold.</summary>
    [JsonPropertyName("where_filters")]
    public List<WhereFilter> Filters { get; set; } = [];
}
