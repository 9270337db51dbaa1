using System.Buffers;
using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using GraphQL.Execution;
using GraphQLParser.AST;
using Headgate.Catalogue;
using Headgate.Metrics.Items;
using Headgate.Metrics.Planning;

namespace Headgate.Metrics.Elsewhere;

/// <summary>Holds what a field asks for, by name, against what a grant is for. Where names alone do not tell, it says no.</summary>
internal sealed partial class AskedBounds(MetricBounds? bounds)
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Judged = new(StringComparer.Ordinal)
    {
        ["Metric"] = new Dictionary<string, string> { ["name"] = "name" },
        ["Dimension"] = new Dictionary<string, string> { ["name"] = "qualifiedName" },
        ["Entity"] = new Dictionary<string, string> { ["name"] = "name" },
        ["SavedQuery"] = new Dictionary<string, string> { ["asks"] = "queryParams { metrics { name } groupBy { name } }" },
    };

    /// <summary>What no filter has outside of the four names' templates and of texts: other templates, and quotes of other dialects.</summary>
    private static readonly SearchValues<char> OtherMarks = SearchValues.Create("{}`$#[");

    private readonly QueryBounds _held = QueryBounds.Of(bounds is null ? null : bounds with { Rows = [] });

    /// <summary>The columns that a query's result has: metrics by their alias, and what it is grouped by; none where a saved query says them.</summary>
    public static IReadOnlyList<string> Columns(IDictionary<string, ArgumentValue> arguments) =>
        arguments.TryGetValue("savedQuery", out var saved) && saved.Value is string
            ? []
            :
            [
                .. Objects(arguments, "metrics").Select(metric => metric.GetValueOrDefault("alias") as string ?? Name(metric)),
                .. Objects(arguments, "groupBy").Select(Name),
            ];

    /// <summary>Why a field may not ask what it asks; null where it may.</summary>
    public string? Refusal(string field, GraphQLField node, IDictionary<string, ArgumentValue> arguments)
    {
        if (field == "createQuery" && !Objects(arguments, "metrics").Any() && !Has(arguments, "savedQuery"))
        {
            return "A query names metrics or a saved query; createDimensionValuesQuery gives values of dimensions.";
        }
        if (
            Objects(arguments, "where")
                .Select(where => FilterFault(where.GetValueOrDefault("sql") as string ?? ""))
                .FirstOrDefault(f => f is not null) is
            { } fault
        )
        {
            return $"The filter is not sent on: {fault}.";
        }
        if (bounds is not ({ Names.Count: > 0 } or { Dimensions.Count: > 0 }))
        {
            return null;
        }
        var orders = Objects(arguments, "orderBy").ToList();
        var metrics = Objects(arguments, "metrics").Concat(orders.Select(order => Inner(order, "metric")).OfType<Table>()).Select(Name);
        var groups = new[] { "groupBy", "dimensions" }
            .SelectMany(argument => Objects(arguments, argument))
            .Concat(orders.Select(order => Inner(order, "groupBy")).OfType<Table>())
            .Select(Name);
        return metrics.FirstOrDefault(name => !HoldsMetric(name)) is { } metric ? $"The metric '{metric}' is not granted."
            : groups.FirstOrDefault(name => !HoldsItem(name)) is { } group ? $"'{group}' is not granted to group or filter by."
            : Has(arguments, "savedQuery")
                ? "What a saved query of an account elsewhere asks for is not known here, so your grant cannot be held against it."
            : Objects(arguments, "where").Any(where => !HoldsFilter(where.GetValueOrDefault("sql") as string ?? ""))
                ? "The filter cannot be held against your grant, which is for some names only. Filter what comes back."
            : TellsTotals(node) ? "How many there are in the account elsewhere is not told: ask for the items alone."
            : null;
    }

    /// <summary>What has to be known of things of a type.</summary>
    public static IReadOnlyDictionary<string, string> Besides(string type) =>
        Judged.GetValueOrDefault(type) ?? new Dictionary<string, string>();

    /// <summary>Whether a thing is within bounds.</summary>
    public bool Shows(string type, Func<string, JsonElement> besides) =>
        type switch
        {
            "Metric" => besides("name") is { ValueKind: JsonValueKind.String } name && HoldsMetric(name.GetString()!),
            "Dimension" or "Entity" => besides("name") is { ValueKind: JsonValueKind.String } name && HoldsItem(name.GetString()!),
            "SavedQuery" => besides("asks") is { ValueKind: JsonValueKind.Object } asks
                && Names(asks, "metrics").All(HoldsMetric)
                && Names(asks, "groupBy").All(HoldsItem),
            _ => true,
        };

    private bool HoldsMetric(string name) => Simple().IsMatch(name) && _held.HoldMetric(name.ToLowerInvariant());

    /// <summary>A name may have a grain at its end.</summary>
    private bool HoldsItem(string name)
    {
        var lower = name.ToLowerInvariant();
        return Simple().IsMatch(name)
            && (_held.HoldItem(lower) || (Grain().Match(lower) is { Success: true } grain && _held.HoldItem(lower[..grain.Index])));
    }

    /// <summary>A filter names dimensions in a language of its own, so that it tells nothing where those are bounded; metrics it can only name by saying so.</summary>
    private bool HoldsFilter(string sql) =>
        bounds is { Dimensions.Count: 0 }
        && !sql.Replace("metric_time", "", StringComparison.OrdinalIgnoreCase).Contains("metric", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Why a filter is not sent: it is held to what filters may hold here. In which dialect it is read there is not known, so that nothing stays which any of them reads otherwise.
    /// </summary>
    private static string? FilterFault(string sql)
    {
        if (sql.Contains('\\', StringComparison.Ordinal) || sql.Contains("'''", StringComparison.Ordinal))
        {
            return "it has a backslash or three quotes";
        }
        var rest = Template().Replace(sql, " 0 ");
        return Literal().Replace(rest, " 0 ").AsSpan().ContainsAny(OtherMarks)
            ? "templates of filters name dimensions, entities and metrics by plain names, and nothing else"
            : FilterText.WhyNot(rest) ?? FilterWords.WhyNot(rest);
    }

    private static bool TellsTotals(GraphQLField node) =>
        ((string)node.Name.Value).EndsWith("Paginated", StringComparison.Ordinal)
        && node.SelectionSet?.Selections.Exists(s => s is not GraphQLField field || field.Name.Value != "items") is true;

    private static bool Has(IDictionary<string, ArgumentValue> arguments, string name) =>
        arguments.TryGetValue(name, out var value) && value.Value is not null;

    private static IEnumerable<Table> Objects(IDictionary<string, ArgumentValue> arguments, string name) =>
        arguments.TryGetValue(name, out var sent) && sent.Value is IEnumerable list and not string
            ? list.Cast<object?>().Select(item => item is null ? null : Read(item)).OfType<Table>()
            : [];

    private static Table? Inner(Table from, string name) => from.GetValueOrDefault(name) is { } inner ? Read(inner) : null;

    private static Table Read(object sent) => sent is IEnumerable<KeyValuePair<string, object?>> pairs ? new Table(pairs) : new Table([]);

    private static string Name(Table from) => from.GetValueOrDefault("name") as string ?? "";

    private static IEnumerable<string> Names(JsonElement asks, string list) =>
        asks.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array
            ? items
                .EnumerateArray()
                .Select(item =>
                    item.ValueKind == JsonValueKind.Object
                    && item.TryGetProperty("name", out var name)
                    && name.ValueKind == JsonValueKind.String
                        ? name.GetString()!
                        : ""
                )
            : [""];

    [GeneratedRegex(
        @"\{\{\s*(Dimension|TimeDimension|Entity|Metric)\(\s*('\w+'|""\w+"")(\s*,\s*(\w+\s*=\s*)?('\w+'|""\w+""|\[\s*('\w+'|""\w+"")(\s*,\s*('\w+'|""\w+""))*\s*\]))*\s*\)(\.(grain|date_part)\(\s*('\w+'|""\w+"")\s*\))?\s*\}\}",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Template();

    [GeneratedRegex("'[^']*'", RegexOptions.NonBacktracking)]
    private static partial Regex Literal();

    [GeneratedRegex("^[A-Za-z0-9_]{1,200}$", RegexOptions.NonBacktracking)]
    private static partial Regex Simple();

    [GeneratedRegex(
        "__(nanosecond|microsecond|millisecond|second|minute|hour|day|week|month|quarter|year|extract_[a-z]+)$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Grain();

    private sealed class Table(IEnumerable<KeyValuePair<string, object?>> pairs)
        : Dictionary<string, object?>(pairs, StringComparer.Ordinal);
}
