using Headgate.Platform.Runs.Box;
using Headgate.Store.Secrets;
using Headgate.Wire;

namespace Headgate.Platform.Runs.Steps;

/// <summary>
/// The step before each command of a run that was allowed under terms: the project that is there is parsed in the box, and what the run's commands come to on it is held against the terms. The call was
/// decided on an earlier manifest, and code can have changed since.
/// </summary>
/// <param name="terms">Who knows the terms; null where nobody does, and no run has any.</param>
public sealed class HoldTerms(IRunTerms? terms = null)
{
    internal const string Name = "Hold the project against what the run was allowed";

    private const string Parse = "dbt parse";
    private const string Manifest = "manifest.json";
    private const long LargestManifest = 500_000_000;

    internal async Task<StepOutcome> RunAsync(
        StepContext step,
        string kept,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation
    )
    {
        var keeper = terms ?? throw new InvalidOperationException("A run has terms, and nobody keeps them.");
        if (keeper.MostNodes(kept) is { } nodes)
        {
            await File.WriteAllLinesAsync(step.Folders.Nodes, nodes, cancellation);
        }
        // A folder that is there for this step alone and that the box may write to: what lies in target is of who knows which command.
        var place = Path.Combine(step.Folders.DebugLog(step.Step.Index), "target");
        var variables = new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["DBT_TARGET_PATH"] = step.Box.Inner(place) };
        if (await InvokeDbt.RunAsync(step, new(Parse, CommandKind.Command), variables, cancellation) is { IsSuccess: false } failed)
        {
            return failed;
        }
        // The server's own copy, below the folder that no step sees: what is judged is what was read once.
        var copy = Path.Combine(step.Folders.Box, Manifest);
        await using (var content = RunFiles.OpenRegular(step.Folders.Root, Path.Combine(place, Manifest)))
        {
            if (content is null || content.Length > LargestManifest)
            {
                return StepOutcome.Error($"`{Parse}` left no manifest, so that nobody can say what the run would touch.");
            }
            await using var own = new FileStream(copy, PrivateFolder.NewFile(FileMode.Create));
            await content.CopyToAsync(own, cancellation);
        }
        var run = step.Plan.Run;
        var refusal = await keeper.RefusalAsync(
            new HeldRun(
                kept,
                run.AccountId,
                run.ProjectId,
                run.EnvironmentId,
                run.JobDefinitionId,
                run.Id,
                run.Commands,
                step.Plan.Variables,
                copy
            ),
            cancellation
        );
        File.Delete(copy);
        return refusal is null ? StepOutcome.Success : StepOutcome.Error(refusal);
    }
}
