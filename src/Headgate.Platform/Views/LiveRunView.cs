namespace Headgate.Platform.Views;

/// <summary>Where a run stands, in the stream of its log.</summary>
/// <param name="Status">dbt's number: 1, 2, 3, 10, 20 or 30.</param>
/// <param name="StatusHumanized">The same as a word.</param>
/// <param name="StatusMessage">What it waits for, or why it ended as it did; null where there is nothing to say.</param>
internal sealed record LiveRunView(int Status, string StatusHumanized, string? StatusMessage);
