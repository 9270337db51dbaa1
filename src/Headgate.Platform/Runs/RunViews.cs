using Headgate.Platform.Related;
using Headgate.Platform.Runs.Retries;
using Headgate.Platform.Settings;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>Makes views of runs, with the related things that were asked for: a fixed number of queries, whatever the number of runs.</summary>
internal sealed class RunViews(StepLogFiles logs, PlatformSettings settings, TimeProvider time) : IRunSummaries
{
    public async Task<IReadOnlyList<RunView>> OfAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        CancellationToken cancellation
    ) =>
        await OfAsync(
            db,
            runs,
            RunRelated.None with
            {
                Hidden = await HiddenThings.OfAsync(call, db, [], runs, cancellation),
            },
            cancellation
        );

    /// <summary>The views of runs, with what the call asks for beside them.</summary>
    public async ValueTask<IReadOnlyList<RunView>> AskedAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        CancellationToken cancellation
    ) => await OfAsync(db, runs, await RunRelated.OfAsync(call, db, runs, cancellation), cancellation);

    /// <summary>The view of one run.</summary>
    public async Task<RunView> OfAsync(HeadgateDb db, Run run, RunRelated related, CancellationToken cancellation) =>
        (await OfAsync(db, [run], related, cancellation))[0];

    /// <summary>The views of runs.</summary>
    public async Task<IReadOnlyList<RunView>> OfAsync(
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        RunRelated related,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var retry = await RetryFacts.OfAsync(db, runs, cancellation);
        var views = new List<RunView>(runs.Count);
        var share = StepLogFiles.Share(runs.Sum(run => related.Steps[run.Id].Count()));
        foreach (var run in runs)
        {
            views.Add(
                RunView.Of(run, retry[run.Id].Refusal, settings.PublicUrl, now, related.Hidden) with
                {
                    Trigger = related.Triggers.View(run.TriggerId, RunTriggerView.Of),
                    Job = related.Jobs.View(run.JobDefinitionId, job => JobView.Of(job, now, related.Hidden)),
                    Environment = related.Environments?.View(run.EnvironmentId, EnvironmentV2View.Of),
                    Repository = related.Repositories.View(run.ProjectId, r => RepositoryView.Of(r)),
                    RunSteps = await StepsAsync(related.Steps[run.Id], related.WithDebugLogs, share, cancellation),
                    Audit = related.WithAudit ? RunAuditView.Of(run) : null,
                }
            );
        }
        return related.Retries is { } retries ? await WithRetriesAsync(db, views, retries, related.Hidden, cancellation) : views;
    }

    /// <summary>The view of one step.</summary>
    public Task<RunStepView> StepAsync(RunStep step, bool withDebugLogs, CancellationToken cancellation) =>
        StepAsync(step, withDebugLogs, StepLogFiles.Share(1), cancellation);

    private async Task<RunStepView> StepAsync(RunStep step, bool withDebugLogs, int share, CancellationToken cancellation)
    {
        var debug = await logs.ReadAsync(step.DebugLogPath, share, cancellation);
        return RunStepView.Of(
            step,
            await logs.ReadAsync(step.LogPath, share, cancellation),
            withDebugLogs ? debug : "",
            StepLogFiles.LastLines(debug, StepLogFiles.TruncatedLines),
            time.GetUtcNow()
        );
    }

    private async Task<IReadOnlyList<RunStepView>> StepsAsync(
        IEnumerable<RunStep> steps,
        bool withDebugLogs,
        int share,
        CancellationToken cancellation
    )
    {
        var views = new List<RunStepView>();
        foreach (var step in steps)
        {
            views.Add(await StepAsync(step, withDebugLogs, share, cancellation));
        }
        return views;
    }

    private async Task<IReadOnlyList<RunView>> WithRetriesAsync(
        HeadgateDb db,
        List<RunView> views,
        ILookup<long, Run> retries,
        HiddenIds hidden,
        CancellationToken cancellation
    )
    {
        var shown = (await OfAsync(db, [.. retries.SelectMany(r => r)], RunRelated.None with { Hidden = hidden }, cancellation)).ToLookup(
            v => v.RetryingRunId
        );
        return [.. views.Select(v => v with { RunRetries = [.. shown[v.Id]] })];
    }
}
