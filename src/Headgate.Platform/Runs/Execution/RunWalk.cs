using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Retries;
using Headgate.Platform.Runs.Steps;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Execution;

/// <summary>One run's way through its steps: clone, profile, <c>dbt deps</c>, source freshness, the commands, docs.</summary>
internal sealed class RunWalk(RunParts parts, RunPlan plan, RunStop stop)
{
    private readonly RunFolders _folders = new(parts.Store, plan.Run.Id);
    private readonly ProfileSecrets _secrets = ProfileSecrets.Of(plan, parts.Secrets);
    private Scrubber _scrubber = new([]);
    private RunBox _box = null!;
    private int _index = 1;

    /// <summary>Runs the steps; the first one's row is there already. Returns how the run ends.</summary>
    public async Task<RunEnd> RunAsync(RunStep first)
    {
        _scrubber = new(RunEnvironment.SecretsOf(plan, _secrets));
        _box = await BoxAsync();
        _folders.Create();
        try
        {
            var end = await PrepareAsync(first) ?? await CommandsAsync();
            if (end == RunEnd.Success)
            {
                await parts.Publishing.PublishAsync(plan, CancellationToken.None);
            }
            return end;
        }
        finally
        {
            _folders.Delete();
        }
    }

    private async Task<RunBox> BoxAsync() =>
        new(
            await parts.Isolation.StateAsync(CancellationToken.None),
            parts.Settings,
            _folders,
            plan.Connection is { } connection ? WarehouseFile.Of(connection, parts.Store) : null,
            parts.Store.DataFolder
        );

    private async Task<RunEnd?> PrepareAsync(RunStep first)
    {
        if (await StepAsync(first, parts.CloneStep.RunAsync) is { } failed)
        {
            return failed;
        }
        var profile = await BeginAsync(CreateProfile.NameFor(plan), command: null);
        return await StepAsync(profile, (step, cancellation) => parts.ProfileStep.RunAsync(step, _secrets, cancellation));
    }

    private async Task<RunEnd> CommandsAsync()
    {
        var failedCommand = await parts.Material.PrepareAsync(plan, _folders, CancellationToken.None);
        foreach (var command in CommandPlan.Of(plan.Run, failedCommand, IsEmbedded, plan.Terms is not null))
        {
            if (command.Kind is CommandKind.Command && await HeldAsync() is { } beyond)
            {
                return beyond;
            }
            var step = await BeginAsync(InvokeDbt.NameOf(command.Text), command.Text);
            var end = await StepAsync(step, (context, cancellation) => DbtAsync(context, command, cancellation));
            if (end is not null && (command.FailsRun || stop.End is not null))
            {
                return end;
            }
        }
        return RunEnd.Success;
    }

    private bool IsEmbedded => DbtProgram.IsEmbedded(plan.Run, parts.Settings);

    /// <summary>Before each command, as one can change the project that the next one works on: whether the code that is there keeps the terms of the run. Null where the run may go on.</summary>
    private async Task<RunEnd?> HeldAsync()
    {
        if (plan.Terms is not { } terms)
        {
            return null;
        }
        var step = await BeginAsync(HoldTerms.Name, command: null);
        return await StepAsync(
            step,
            (context, cancellation) => parts.Terms.RunAsync(context, terms, RunEnvironment.Of(plan, _folders, _secrets, _box), cancellation)
        );
    }

    private async Task<StepOutcome> DbtAsync(StepContext step, PlannedCommand command, CancellationToken cancellation)
    {
        if (command.Kind == CommandKind.Retry)
        {
            RetryMaterial.PutTarget(_folders, step.ProjectFolder);
        }
        var before = TargetBefore.Of(step.ProjectFolder);
        try
        {
            var environment = RunEnvironment.Of(plan, _folders, _secrets, _box);
            var outcome = await InvokeDbt.RunAsync(step, command, environment, cancellation);
            await NoteAsync(command.Kind, outcome.IsSuccess);
            outcome = await ExplainedAsync(step, outcome, before);
            if (!outcome.IsSuccess && command.FailsRun)
            {
                await parts.Ledger.NoteFailingAsync(plan.Run.Id, _scrubber.Clean(outcome.Message ?? ""), CancellationToken.None);
            }
            return outcome;
        }
        finally
        {
            await DebugLogs.KeepAsync(step, parts.Store, _scrubber);
            await parts.Artifacts.SaveAsync(step, before, CancellationToken.None);
        }
    }

    /// <summary>An exit code says nothing to a person: which node failed and why stands in the results, or on the console where dbt did not come so far.</summary>
    private static async Task<StepOutcome> ExplainedAsync(StepContext step, StepOutcome outcome, TargetBefore before) =>
        outcome is { IsSuccess: false, ExitCode: not (1 or 2) } ? outcome
        : (await NodeFailures.InAsync(step, before, CancellationToken.None) ?? (outcome.IsSuccess ? null : step.Log.Error)) is not { } why
            ? outcome
        : outcome.IsSuccess
            ? outcome with
            {
                // Whoever reads the results believes them, so a run whose parts contradict each other is none that went well.
                Status = RunStatus.Error,
                Message = $"{InvokeDbt.NameOf(step.Step.Command ?? "dbt")} ended with exit code 0, but its results say otherwise: {why}",
            }
        : outcome with { Message = $"{outcome.Message?.TrimEnd('.')}: {why}" };

    private async Task<RunStep> BeginAsync(string name, string? command)
    {
        var step = StepRows.New(plan.Run.AccountId, plan.Run.Id, ++_index, name, command);
        await parts.Rows.BeginAsync(step, CancellationToken.None);
        return step;
    }

    /// <summary>Runs one step to its end. Null when the run may go on.</summary>
    private async Task<RunEnd?> StepAsync(RunStep step, Func<StepContext, CancellationToken, Task<StepOutcome>> work)
    {
        using var log = new StepLog(StepLogPaths.FullConsole(parts.Store, step), _scrubber, parts.Settings.LogMiB);
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            var outcome = await work(ContextOf(step, log), stop.Token);
            if (log.Fault is { } fault)
            {
                outcome = StepOutcome.Error(RunFaults.Sentence(fault));
            }
            if (outcome.Message is { } message)
            {
                log.WriteLine(message);
            }
            await parts.Rows.EndAsync(step, outcome.Status, outcome.ExitCode);
            return outcome.IsSuccess ? null : new(RunStatus.Error, _scrubber.Clean(outcome.Message ?? $"The step \"{step.Name}\" failed."));
        }
        catch (OperationCanceledException) when (stop.End is not null)
        {
            log.WriteLine(stop.End.Message ?? "Cancelled.");
            await parts.Rows.EndAsync(step, stop.End.Status, exitCode: null);
            return stop.End;
        }
        catch (BoxException box)
        {
            log.WriteLine(box.Message);
            await parts.Rows.EndAsync(step, RunStatus.Error, exitCode: null);
            return new(RunStatus.Error, _scrubber.Clean(box.Message));
        }
        catch (Exception failure)
        {
            log.WriteLine($"Headgate could not execute the step: {failure.Message}");
            await parts.Rows.EndAsync(step, RunStatus.Error, exitCode: null);
            throw;
        }
    }

    private StepContext ContextOf(RunStep step, StepLog log) =>
        new()
        {
            Plan = plan,
            Folders = _folders,
            Settings = parts.Settings,
            Step = step,
            Log = log,
            Scrubber = _scrubber,
            Box = _box,
            OnStarted = mark => parts.Rows.MarkAsync(plan.Run.Id, mark, CancellationToken.None),
        };

    private async Task NoteAsync(CommandKind kind, bool success)
    {
        if (!success || kind is not (CommandKind.Docs or CommandKind.Sources))
        {
            return;
        }
        await using var db = await parts.Databases.CreateDbContextAsync(CancellationToken.None);
        var run = db.Runs.Where(run => run.Id == plan.Run.Id);
        _ =
            kind == CommandKind.Docs
                ? await run.ExecuteUpdateAsync(set => set.SetProperty(row => row.HasDocsGenerated, true), CancellationToken.None)
                : await run.ExecuteUpdateAsync(set => set.SetProperty(row => row.HasSourcesGenerated, true), CancellationToken.None);
    }
}
