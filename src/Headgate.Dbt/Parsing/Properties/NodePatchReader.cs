using System.Globalization;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Reads what property files say of nodes.</summary>
internal static class NodePatchReader
{
    /// <summary>Properties that belong into <c>config</c> and may stand beside it.</summary>
    private static readonly string[] MovedIntoConfig = ["meta", "docs", "group", "contract", "access", "tags", "freshness"];

    private static readonly string[] MovedForSemantics = ["meta", "group"];

    /// <summary>The patches of an entry: one, or one for each version of a model.</summary>
    public static IEnumerable<NodePatch> Read(PropertyEntry entry)
    {
        var config = ReadConfig(entry);
        var columns = ColumnReader.Read(entry);
        var versions = entry.Maps("versions").Select(entry.Part).ToList();
        if (versions.Count == 0)
        {
            return [ReadOne(entry, config, columns)];
        }
        var latest = entry.Data.GetValueOrDefault("latest_version") ?? Latest(versions.Select(version => VersionOf(entry, version)));
        var written = entry.Written.GetValueOrDefault("versions") as List<object?> ?? [];
        return versions.Select(
            (version, i) =>
                VersionReader.Read(
                    entry,
                    version,
                    VersionOf(entry, version),
                    latest,
                    config,
                    columns,
                    WrittenConfig(entry.Written, written.ElementAtOrDefault(i) as OrderedDictionary<string, object?>)
                )
        );
    }

    /// <summary>The configuration as it was written, of an entry and of a version of it, which goes before.</summary>
    private static OrderedDictionary<string, object?> WrittenConfig(params ReadOnlySpan<OrderedDictionary<string, object?>?> entries)
    {
        var written = new OrderedDictionary<string, object?>();
        foreach (var entry in entries)
        {
            foreach (var (key, value) in entry?.GetValueOrDefault("config") as OrderedDictionary<string, object?> ?? [])
            {
                written[key] = value;
            }
        }
        return written;
    }

    /// <summary>The configuration of an entry with the properties moved in that may stand beside it.</summary>
    public static OrderedDictionary<string, object?> ReadConfig(PropertyEntry entry)
    {
        var config = PlainData.Clone(entry.Config);
        foreach (var key in entry.Section is "metrics" or "saved_queries" or "semantic_models" ? MovedForSemantics : MovedIntoConfig)
        {
            if (!entry.Data.TryGetValue(key, out var value) || value is null)
            {
                continue;
            }
            if (config.ContainsKey(key))
            {
                throw new DbtException(
                    DbtErrorKind.Parsing,
                    $"In {entry.File.OriginalPath}: found {key} dictionary in 'config' dictionary and as top-level key.\n"
                        + "                    Remove the top-level key and define it under 'config' dictionary only."
                );
            }
            config[key] = PlainData.Clone(value);
        }

        return config;
    }

    /// <summary>A date as the manifest writes it; one without a zone counts as of midnight UTC.</summary>
    public static string? Date(object? value) =>
        value switch
        {
            null => null,
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00+00:00",
            DateTime moment => PlainData.Moment(moment) + "+00:00",
            _ when DateTimeOffset.TryParse(
                    PythonText.Str(value),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var moment
                ) => PlainData.Moment(moment.UtcDateTime) + "+00:00",
            _ => PythonText.Str(value),
        };

    private static NodePatch ReadOne(PropertyEntry entry, OrderedDictionary<string, object?> config, List<DescribedColumn> columns) =>
        new()
        {
            Name = entry.Name,
            Entry = entry,
            Description = entry.Description,
            Config = config,
            WrittenConfig = WrittenConfig(entry.Written),
            Columns = columns,
            Constraints = [.. entry.Maps("constraints").Select(map => ConstraintReader.ReadModel(entry.Part(map)))],
            Tests = TestList.Of(entry) ?? [],
            QuoteColumns = entry.Flag("quote_columns") ?? false,
            LatestVersion = entry.Data.GetValueOrDefault("latest_version"),
            DeprecationDate = Date(entry.Data.GetValueOrDefault("deprecation_date")),
            TimeSpine = ReadTimeSpine(entry),
            Arguments = entry.Section == FunctionReader.Section ? FunctionReader.ReadArguments(entry) : [],
            Returns = entry.Section == FunctionReader.Section ? FunctionReader.ReadReturns(entry) : null,
        };

    public static TimeSpine? ReadTimeSpine(PropertyEntry entry)
    {
        if (entry.Map("time_spine") is not { } map)
        {
            return null;
        }
        var spine = entry.Part(map);
        return new TimeSpine
        {
            StandardGranularityColumn = spine.RequiredText("standard_granularity_column"),
            CustomGranularities =
            [
                .. spine
                    .Maps("custom_granularities")
                    .Select(spine.Part)
                    .Select(grain => new CustomGranularity { Name = grain.Name, ColumnName = grain.OptionalText("column_name") }),
            ],
        };
    }

    private static object VersionOf(PropertyEntry entry, PropertyEntry version) =>
        version.Data.GetValueOrDefault("v") ?? throw entry.Error("at path ['versions']: 'v' is a required property");

    /// <summary>The highest version: by number where all are numbers, else by text.</summary>
    private static object? Latest(IEnumerable<object> versions)
    {
        var list = versions.ToList();
        var numbers = list.ConvertAll(version =>
            double.TryParse(PythonText.Str(version), CultureInfo.InvariantCulture, out var number) ? number : (double?)null
        );
        return numbers.All(number => number is not null)
            ? list[numbers.IndexOf(numbers.Max())]
            : list.MaxBy(PythonText.Str, StringComparer.Ordinal);
    }
}
