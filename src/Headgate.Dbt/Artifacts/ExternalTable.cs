using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Details of a source that lies outside the database.</summary>
public sealed class ExternalTable
{
    /// <summary>Where the files are.</summary>
    public string? Location { get; set; }

    /// <summary>Their format.</summary>
    public string? FileFormat { get; set; }

    /// <summary>Their row format.</summary>
    public string? RowFormat { get; set; }

    /// <summary>Table properties.</summary>
    public string? TblProperties { get; set; }

    /// <summary>Partition columns: a list of names or of maps.</summary>
    public object? Partitions { get; set; }

    /// <summary>Other keys that were written.</summary>
    [JsonExtensionData]
    public OrderedDictionary<string, object?>? Other { get; set; }
}
