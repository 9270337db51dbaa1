using System.Runtime.CompilerServices;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>The log of a run as events: what the run does, its steps, their lines as they come, and its end.</summary>
internal sealed class LiveLog(IDbContextFactory<HeadgateDb> databases, StepLogFiles files, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Follows a run to its end.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="only">Index of the one step that is meant; null for all.</param>
    /// <param name="from">What the caller has already.</param>
    /// <param name="message">What a run says of itself to this caller.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<AnswerEvent> FollowAsync(
        long runId,
        int? only,
        LogPlace from,
        Func<HeadgateDb, Run, CancellationToken, ValueTask<string?>> message,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var (step, offset, told) = (from.Step, from.Offset, from.Step);
        var (shown, last) = (default(LiveRunView), clock.GetTimestamp());
        LogChunks? log = null;
        try
        {
            while (true)
            {
                // Read before the logs: what has ended by now has written all that it will.
                var (run, steps) = await ReadAsync(runId, only, step, message, cancellation);
                var isOver = ((RunStatus)run.Status).IsComplete();
                if (run != shown && !isOver)
                {
                    (shown, last) = (run, clock.GetTimestamp());
                    yield return new("run", Json(run));
                }
                foreach (var row in steps)
                {
                    if (row.Index != step)
                    {
                        await (log?.DisposeAsync() ?? default);
                        (step, offset, log) = (row.Index, 0, null);
                    }
                    if (told < row.Index)
                    {
                        (told, last) = (row.Index, clock.GetTimestamp());
                        yield return new("step", Json(row), new LogPlace(row.Index, 0).ToString());
                    }
                    log ??= files.Open(row.LogPath) is { } file ? await LogChunks.FromAsync(file, offset, cancellation) : null;
                    var hasEnded = isOver || row.Status.IsComplete();
                    while (log is not null && await log.NextAsync(hasEnded, cancellation) is { } lines)
                    {
                        last = clock.GetTimestamp();
                        yield return new("log", lines, new LogPlace(step, log.Offset).ToString());
                    }
                    if (!hasEnded)
                    {
                        break;
                    }
                    isOver |= row.Index == only;
                }
                if (isOver)
                {
                    yield return new("end", Json(run));
                    yield break;
                }
                await Task.Delay(Look, clock, cancellation);
                if (clock.GetElapsedTime(last) >= Heartbeat)
                {
                    last = clock.GetTimestamp();
                    yield return AnswerEvent.Beat;
                }
            }
        }
        finally
        {
            await (log?.DisposeAsync() ?? default);
        }
    }

    private async Task<(LiveRunView Run, List<RunStep> Steps)> ReadAsync(
        long runId,
        int? only,
        int from,
        Func<HeadgateDb, Run, CancellationToken, ValueTask<string?>> message,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var run = await db.Runs.AsNoTracking().FirstAsync(r => r.Id == runId, cancellation);
        var steps = await db
            .RunSteps.AsNoTracking()
            .Where(s => s.RunId == runId && s.Index >= from && (only == null || s.Index == only))
            .OrderBy(s => s.Index)
            .ToListAsync(cancellation);
        return (new((int)run.Status, RunStatusWords.Humanized(run.Status), await message(db, run, cancellation)), steps);
    }

    private static string Json(LiveRunView run) => JsonSerializer.Serialize(run, PlatformJson.Default.LiveRunView);

    private static string Json(RunStep step) =>
        JsonSerializer.Serialize(new LiveStepView(step.Id, step.Index, step.Name), PlatformJson.Default.LiveStepView);
}
