using Headgate.Catalogue;
using Headgate.Platform.Runs.Steps;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Retries;

/// <summary>Whether a run can be retried, and from where. A pure function of the run and what is known about it.</summary>
public static class RetryRules
{
    /// <summary>The run has not failed.</summary>
    public const string NotFailedRun = "RETRY_NOT_FAILED_RUN";

    /// <summary>The job has a newer run.</summary>
    public const string NotLatestRun = "RETRY_NOT_LATEST_RUN";

    /// <summary>dbt before 1.6 has no retry.</summary>
    public const string UnsupportedVersion = "RETRY_UNSUPPORTED_VERSION";

    /// <summary>The failed step is no command that can be retried.</summary>
    public const string UnsupportedCommand = "RETRY_UNSUPPORTED_CMD";

    /// <summary>The failed command left no run_results.json.</summary>
    public const string NoRunResults = "RETRY_NO_RUN_RESULTS";

    private static readonly HashSet<string> Supported = new(StringComparer.Ordinal)
    {
        "build",
        "compile",
        "clone",
        "docs",
        "seed",
        "snapshot",
        "test",
        "run",
        "run-operation",
        "retry",
    };

    /// <summary>The step that a retry begins with: the first command that failed; null where none did.</summary>
    public static RunStep? FailedStep(IEnumerable<RunStep> steps) =>
        steps
            .OrderBy(step => step.Index)
            .FirstOrDefault(step => step.Status == RunStatus.Error && step.Command is not (null or CommandPlan.Freshness));

    /// <summary>Why the run cannot be retried, as one of dbt's reasons; null when it can.</summary>
    /// <param name="run">The run.</param>
    /// <param name="latestRunId">The newest run of its job.</param>
    /// <param name="failed">The step that failed (<see cref="FailedStep"/>).</param>
    /// <param name="hasRunResults">Whether that step left run_results.json.</param>
    public static string? Refusal(Run run, long? latestRunId, RunStep? failed, bool hasRunResults)
    {
        if (run.Status != RunStatus.Error)
        {
            return NotFailedRun;
        }
        if (latestRunId is { } latest && latest != run.Id)
        {
            return NotLatestRun;
        }
        if (IsBeforeRetry(run.DbtVersion))
        {
            return UnsupportedVersion;
        }
        if (failed?.Command is not { } command || Verb(command) is not { } verb || !Supported.Contains(verb))
        {
            return UnsupportedCommand;
        }
        return hasRunResults ? null : NoRunResults;
    }

    /// <summary>dbt retry came with 1.6.</summary>
    private static bool IsBeforeRetry(string? version) =>
        version is not null && Version.TryParse(version.Split('-', '+')[0], out var number) && number < new Version(1, 6);

    /// <summary>The first word after the flags that stand before it.</summary>
    internal static string? Verb(string command) => CommandWords.Split(command)?.Skip(1).FirstOrDefault(word => !word.StartsWith('-'));
}
