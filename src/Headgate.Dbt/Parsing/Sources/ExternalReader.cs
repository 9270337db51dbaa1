using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.Sources;

/// <summary>Reads the details of an external table.</summary>
internal static class ExternalReader
{
    private static readonly string[] Known = ["location", "file_format", "row_format", "tbl_properties", "partitions"];

    public static ExternalTable? Read(PropertyEntry table)
    {
        if (table.Map("external") is not { } map)
        {
            return null;
        }
        var external = table.Part(map);
        var read = new ExternalTable
        {
            Location = external.OptionalText("location"),
            FileFormat = external.OptionalText("file_format"),
            RowFormat = external.OptionalText("row_format"),
            TblProperties = external.OptionalText("tbl_properties"),
            Partitions = PlainData.Clone(map.GetValueOrDefault("partitions")),
        };
        foreach (var (key, value) in map)
        {
            if (!Known.Contains(key))
            {
                (read.Other ??= [])[key] = PlainData.Clone(value);
            }
        }
        return read;
    }
}
