using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Runs.Processes;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Steps;

/// <summary>What a step works with.</summary>
internal sealed record StepContext
{
    public required RunPlan Plan { get; init; }

    public required RunFolders Folders { get; init; }

    public required RunSettings Settings { get; init; }

    public required RunStep Step { get; init; }

    public required StepLog Log { get; init; }

    public required Scrubber Scrubber { get; init; }

    /// <summary>Notes the process that works for the step.</summary>
    public required Func<ProcessMark, Task> OnStarted { get; init; }

    /// <summary>The folder of dbt_project.yml.</summary>
    public string ProjectFolder =>
        Path.Combine(Folders.Repository, Plan.Environment.DbtProjectSubdirectory ?? Plan.Project.DbtProjectSubdirectory ?? "");

    /// <summary>Runs a program with the step's log.</summary>
    public Task<int> RunAsync(ChildStart start, CancellationToken cancellation) =>
        ChildProcess.RunAsync(start, Log, OnStarted, Settings.KillAfter, cancellation);
}
