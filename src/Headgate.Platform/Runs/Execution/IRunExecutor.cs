using Headgate.Platform.Runs.Queue;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// What executes runs: this machine, or a scheduler that has many (docs/decisions/0007-executor.md). It gives each run one <em>runner</em>, which walks through its steps
/// (<see cref="RunWork"/>) and says how it ended. Which runs there are, which may start and what became of them stands in the database, which an executor never asks.
/// </summary>
public interface IRunExecutor
{
    /// <summary>Whether runners end with the server. Where they do not, the next server finds them by <see cref="ReapAsync"/> and watches on.</summary>
    bool EndsWithServer { get; }

    /// <summary>Gives a run a runner. A run that has one, at work or ended but not yet asked for its end, gets no second.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellation">Gives up.</param>
    Task StartAsync(long runId, CancellationToken cancellation);

    /// <summary>
    /// Waits for the end of a run's runner: how the run ended, as the runner says; null where there is none, or it is gone without having said it. Whoever gives up
    /// changes nothing, and may ask again until an answer was given.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<RunEnd?> WatchAsync(long runId, CancellationToken cancellation);

    /// <summary>Asks a run's runner to end it in a certain way, with everything that it has started. The first wish stays; where there is no runner, nothing happens.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="end">How it is to end.</param>
    /// <param name="cancellation">Gives up.</param>
    Task CancelAsync(long runId, RunEnd end, CancellationToken cancellation);

    /// <summary>
    /// What a run's runner wrote about itself: why it could not begin, or its last words. Null for nothing. What steps write is no part of it; the runner puts that where
    /// the server reads it.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<string?> LogsAsync(long runId, CancellationToken cancellation);

    /// <summary>
    /// Ends all runners of other runs than these, and what runners that are gone have left of any. Gives the runs among these that have a runner, at work or ended but
    /// not yet asked for its end.
    /// </summary>
    /// <param name="wanted">The runs that are to be executed, as the database says.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlySet<long>> ReapAsync(IReadOnlySet<long> wanted, CancellationToken cancellation);
}
