namespace Headgate.Platform.Runs.Steps;

/// <summary>A command that a run is to execute.</summary>
/// <param name="Text">The command with "dbt ".</param>
/// <param name="Kind">What it is for.</param>
internal sealed record PlannedCommand(string Text, CommandKind Kind)
{
    /// <summary>Freshness and docs that the job's switches ask for do not fail a run.</summary>
    public bool FailsRun => Kind is not (CommandKind.Sources or CommandKind.Docs);
}
