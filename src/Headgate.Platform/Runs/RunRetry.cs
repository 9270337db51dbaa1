using Headgate.Store.Model;

namespace Headgate.Platform.Runs;

/// <summary>Whether a run can be retried from its point of failure.</summary>
internal static class RunRetry
{
    /// <summary>dbt's reason why not; null where it can.</summary>
    /// <param name="run">The run.</param>
    /// <param name="newestRunOfJob">Id of the newest run of its job.</param>
    /// <param name="hasRunResults">Whether it left a <c>run_results.json</c>.</param>
    public static string? NotSupported(Run run, long? newestRunOfJob, bool hasRunResults) =>
        run.Status != RunStatus.Error ? "RETRY_NOT_FAILED_RUN"
        : newestRunOfJob is { } newest && newest != run.Id ? "RETRY_NOT_LATEST_RUN"
        : !hasRunResults ? "RETRY_NO_RUN_RESULTS"
        : null;
}
