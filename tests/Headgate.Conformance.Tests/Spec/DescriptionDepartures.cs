namespace Headgate.Conformance.Tests.Spec;

/// <summary>What of the official description is left out on purpose, each with its reason.</summary>
internal static class DescriptionDepartures
{
    private static readonly (string Ending, string Reason)[] Known = [];

    /// <summary>Why something is missing; null where that is a fault.</summary>
    public static string? Reason(string missing) =>
        Known.Where(k => missing.EndsWith(k.Ending, StringComparison.Ordinal)).Select(k => k.Reason).FirstOrDefault();
}
