namespace Headgate.Dbt.Execution.Walk;

/// <summary>What a <see cref="GraphWalker{TKey, TResult}"/> does with nodes.</summary>
/// <typeparam name="TKey">What identifies a node.</typeparam>
/// <typeparam name="TResult">The outcome of a node.</typeparam>
internal sealed record WalkActions<TKey, TResult>
    where TKey : notnull
{
    /// <summary>Runs a node; called on a worker with the worker's number from 1. The token is cancelled when the walk ends early.</summary>
    public required Func<TKey, int, CancellationToken, TResult> Run { get; init; }

    /// <summary>Gives the outcome of a node that is not run because of the outcome of the ancestor named last. Called on a worker, in turn with the others.</summary>
    public required Func<TKey, TResult, TResult> Skip { get; init; }

    /// <summary>Turns an exception that left <see cref="Run"/> into an outcome, so that the walk always ends.</summary>
    public required Func<TKey, Exception, TResult> Fail { get; init; }

    /// <summary>Judges an outcome. Called by the owner of the walk, one at a time.</summary>
    public required Func<TResult, WalkVerdict> Judge { get; init; }

    /// <summary>A node is handed out and waits for a worker. Called by the owner of the walk, in the order of handing out.</summary>
    public Action<TKey> Queued { get; init; } = static _ => { };

    /// <summary>Asked once when the walk ends early while nodes run: stop their statements at the database.</summary>
    public Action<IReadOnlyList<TKey>> CancelRunning { get; init; } = static _ => { };
}
