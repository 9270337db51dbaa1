using System.Globalization;
using Headgate.Metrics.Answering;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Records of queries as answers hold them.</summary>
internal static class QueryRecords
{
    /// <summary>The record of a query.</summary>
    public static IReadOnlyDictionary<string, object?> Of(KeptQuery query) =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["queryId"] = query.Id,
            ["status"] = query.Status,
            ["startTime"] = Text(query.Started),
            ["endTime"] = Text(query.Ended),
            ["connectionDetails"] = query.Dialect,
            ["sqlDialect"] = query.Dialect.ToUpperInvariant(),
            ["connectionSchema"] = query.Schema,
            ["error"] = query.Error,
            ["queryDetails"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["params"] = Asked(query.Asked) },
        };

    private static Dictionary<string, object?> Asked(MetricQuery asked) =>
        new(StringComparer.Ordinal)
        {
            ["type"] = asked.Metrics.Count == 0 && asked.SavedQuery is null ? "DIMENSION_VALUES" : "SEMANTIC_LAYER",
            ["metrics"] = asked.Metrics.Select(name => Table(("name", name))).ToList(),
            ["groupBy"] = asked.GroupBy.Select(name => Table(("name", name))).ToList(),
            ["limit"] = asked.Limit is { } limit ? (int)limit : null,
            ["where"] = asked.Where.Select(sql => Table(("sql", sql))).ToList(),
            ["orderBy"] = asked
                .OrderBy.Select(by =>
                {
                    var name = by.TrimStart('-');
                    var key = asked.Metrics.Contains(name, StringComparer.OrdinalIgnoreCase) ? "metric" : "groupBy";
                    return Table((key, Table(("name", name))), ("descending", by.StartsWith('-')));
                })
                .ToList(),
            ["savedQuery"] = asked.SavedQuery,
        };

    private static Dictionary<string, object?> Table(params (string Name, object? Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
