using Headgate.Platform.Runs.Box;
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

    /// <summary>The box that programs of the step are started in.</summary>
    public required RunBox Box { get; init; }

    /// <summary>Notes the process that works for the step.</summary>
    public required Func<ProcessMark, Task> OnStarted { get; init; }

    /// <summary>The folder of dbt_project.yml.</summary>
    public string ProjectFolder =>
        Path.Combine(Folders.Repository, Plan.Environment.DbtProjectSubdirectory ?? Plan.Project.DbtProjectSubdirectory ?? "");

    /// <summary>Runs a program in the box, with the step's log.</summary>
    /// <exception cref="BoxException">There is no box, or it ended the program.</exception>
    public Task<int> RunAsync(ChildStart start, BoxAccess access, CancellationToken cancellation) =>
        Box.RunAsync(this, start, access, cancellation);
}
