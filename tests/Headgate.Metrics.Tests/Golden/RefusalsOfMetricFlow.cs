namespace Headgate.Metrics.Tests.Golden;

/// <summary>Which kind of refusal an error of MetricFlow is.</summary>
internal static class RefusalsOfMetricFlow
{
    private static readonly (string Words, RefusalKind Kind)[] Known =
    [
        ("does not exactly match any known metrics", RefusalKind.UnknownMetric),
        ("Did not find saved query", RefusalKind.UnknownSavedQuery),
        ("can't be specified with a saved query", RefusalKind.SavedQueryMixed),
        ("There are no metrics or group by items", RefusalKind.NothingAsked),
        ("duplicate", RefusalKind.Duplicate),
        ("does not match exactly one of the query items", RefusalKind.OrderNotSelected),
        ("is not >= 0", RefusalKind.InvalidLimit),
        ("does not allow group-by-items with a date part", RefusalKind.NoDateParts),
        ("do not include 'metric_time'", RefusalKind.NeedsTime),
        ("Error parsing where filter", RefusalKind.InvalidFilter),
        ("Unable to join all items", RefusalKind.NotJoinable),
        ("percentile aggregate not supported", RefusalKind.NotSupported),
        ("does not match any of the known formats", RefusalKind.MalformedName),
        ("is undefined", RefusalKind.MalformedName),
        ("does not match any of the available group-by-items", RefusalKind.UnknownItem),
    ];

    public static RefusalKind KindOf(string error)
    {
        var words = error.ReplaceLineEndings(" ");
        return Known.First(one => words.Contains(one.Words, StringComparison.Ordinal)).Kind;
    }
}
