namespace Headgate.Metrics.Elsewhere;

/// <summary>What the id of a query in an account elsewhere holds: enough that its result can be judged by any server.</summary>
/// <param name="Id">The id there.</param>
/// <param name="Owner">Who asked, in which environment, by which right and within which bounds.</param>
/// <param name="Columns">The columns that were asked for; empty where they are a saved query's.</param>
internal sealed record SealedQueryId(string Id, string Owner, IReadOnlyList<string> Columns);
