namespace Headgate.Dbt.Execution.Walk;

/// <summary>What came of a walk.</summary>
/// <typeparam name="TKey">What identifies a node.</typeparam>
/// <typeparam name="TResult">The outcome of a node.</typeparam>
/// <param name="End">Why the walk ended.</param>
/// <param name="Results">Outcomes in the order in which they came.</param>
/// <param name="NotStarted">Nodes that were never handed out because the walk ended early, in the graph's order.</param>
/// <param name="Unfinished">Nodes that still ran when the time for an orderly end was over.</param>
internal sealed record WalkReport<TKey, TResult>(
    WalkEnd End,
    IReadOnlyList<TResult> Results,
    IReadOnlyList<TKey> NotStarted,
    IReadOnlyList<TKey> Unfinished
);
