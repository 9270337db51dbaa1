using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>What admission has to know of a run that has not ended.</summary>
/// <param name="Id">The run.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="JobId">Its job.</param>
/// <param name="Status">Queued, starting or running.</param>
/// <param name="Lane">Null for ordinary runs; the pull request of a continuous integration run, which takes no slot and waits only for its own kind.</param>
/// <param name="WarehouseFile">The file that only one process may write; null where the run opens none.</param>
/// <param name="IsJobDeleted">Whether its job is gone.</param>
/// <param name="StatusMessage">What its row says that it waits for.</param>
internal sealed record WaitingRun(
    long Id,
    long AccountId,
    long JobId,
    RunStatus Status,
    string? Lane,
    string? WarehouseFile,
    bool IsJobDeleted = false,
    string? StatusMessage = null
)
{
    /// <summary>Whether it waits and will never begin, because its job is gone.</summary>
    public bool IsOrphan => IsJobDeleted && Status == RunStatus.Queued;

    /// <summary>The server that took it from the queue.</summary>
    public string? Owner { get; init; }
}
