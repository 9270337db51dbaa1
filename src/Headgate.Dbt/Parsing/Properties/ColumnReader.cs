using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Reads documented columns with their tests.</summary>
internal static class ColumnReader
{
    /// <summary>The columns of an entry in order.</summary>
    public static List<DescribedColumn> Read(PropertyEntry entry) => [.. entry.Maps("columns").Select(map => ReadOne(entry.Part(map)))];

    /// <summary>One column.</summary>
    public static DescribedColumn ReadOne(PropertyEntry column)
    {
        var config = column.Map("config") ?? [];
        var meta = PlainData.Clone(column.Map("meta") ?? []);
        foreach (var (key, value) in config.GetValueOrDefault("meta") as OrderedDictionary<string, object?> ?? [])
        {
            meta[key] = PlainData.Clone(value);
        }
        var tags = TagList
            .Read(column.Data.GetValueOrDefault("tags"))
            .Concat(TagList.Read(config.GetValueOrDefault("tags")))
            .Distinct()
            .ToList();
        var info = new ColumnInfo
        {
            Name = column.Name,
            Description = column.Description,
            Meta = meta,
            DataType = column.OptionalText("data_type"),
            Constraints = [.. column.Maps("constraints").Select(map => ConstraintReader.ReadColumn(column.Part(map)))],
            Quote = column.Flag("quote"),
            Config = new ColumnConfig { Meta = PlainData.Clone(meta), Tags = [.. tags] },
            Tags = tags,
            Granularity = column.OptionalText("granularity"),
            Dimension = PlainData.Clone(column.Data.GetValueOrDefault("dimension")),
            Entity = PlainData.Clone(column.Data.GetValueOrDefault("entity")),
        };
        foreach (var (key, value) in config)
        {
            if (key is not ("meta" or "tags"))
            {
                (info.Config.Other ??= [])[key] = value;
            }
        }
        return new DescribedColumn(info, TestList.Of(column));
    }
}
