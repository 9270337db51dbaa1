namespace Headgate.Conformance.Tests.Spec;

/// <summary>What of the official description is left out on purpose, each with its reason.</summary>
internal static class DescriptionDepartures
{
    private static readonly (string Part, string Reason)[] Known =
    [
        .. new[]
        {
            "event/{}",
            "event/{}/receipts",
            "receipt/{}",
            "subscription/{}",
            "subscription/{}/event/{}/receipt",
            "subscription/{}/events",
            "subscription/{}/test",
            "subscriptions",
        }.Select(path => ($"/webhooks/{path}/ query include_related", "it names nothing that could be included")),
        ("POST /api/v3/accounts/{}/webhooks/subscriptions/ query", "one subscription has no pages"),
    ];

    /// <summary>Why something is missing; null where that is a fault.</summary>
    public static string? Reason(string missing) =>
        Known.Where(k => missing.Contains(k.Part, StringComparison.Ordinal)).Select(k => k.Reason).FirstOrDefault();
}
