namespace Headgate.Metrics;

/// <summary>Why a query is refused, for programs and for people.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record Refusal(RefusalKind Kind, string Message)
{
    /// <summary>Names that may have been meant, the nearest first.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
}
