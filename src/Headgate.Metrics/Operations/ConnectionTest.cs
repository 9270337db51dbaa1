namespace Headgate.Metrics.Operations;

/// <summary>What came of connecting to a warehouse.</summary>
/// <param name="Good">Whether it answered.</param>
/// <param name="Type">What it is: <c>duckdb</c>, <c>postgres</c>.</param>
/// <param name="Message">What came of it, for people.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record ConnectionTest(bool Good, string Type, string Message, long Milliseconds);
