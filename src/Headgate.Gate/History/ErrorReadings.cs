using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Budgets;
using Headgate.Gate.Journal.Reading;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.History;

/// <summary>
/// Whether an agent has read why a run failed before it retries it. The record says so: a read of that run, since it ended, by this agent, that was allowed and answered.
/// </summary>
internal sealed class ErrorReadings(
    IDbContextFactory<HeadgateDb> databases,
    RunsElsewhere elsewhere,
    JournalReader journal,
    OperationCatalogue catalogue
)
{
    /// <summary>Reads that are looked at, newest first: of those that were refused after all there are few.</summary>
    private const int MostReads = 50;

    /// <summary>Looks for the read.</summary>
    /// <param name="call">A call that retries a run.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The refusal, or the record of the read in words; neither where the call retries nothing.</returns>
    public async Task<(Decision? Refusal, string? Note)> OfAsync(TermsCall call, CancellationToken cancellation)
    {
        if (await RetriedAsync(call, cancellation) is not { } run)
        {
            return (null, null);
        }
        if (run.Ended is not { } ended || ReadOf(call.Caller, run.Id, call.Target.JobId, ended, cancellation) is not { } read)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{call.Caller.Actor} may retry run {run.Id} only after it has read why it failed, and it has not since the run ended: read the run, or the log of its failed step, first."
            );
            return (Decision.Deny(Reason.HistoryRule, text) with { Grant = call.Decision.Grant }, null);
        }
        return (null, string.Create(CultureInfo.InvariantCulture, $"error read in record {read}"));
    }

    /// <summary>The run that a call would retry: the one that it names, or the newest of the job that it names; and when it ended.</summary>
    private async Task<(long Id, DateTimeOffset? Ended)?> RetriedAsync(TermsCall call, CancellationToken cancellation)
    {
        var (named, job) = (call.Target.Kind == TargetKind.Run ? call.Target.RunId : null, call.Target.JobId);
        if (call.Caller.Upstream is { } upstream)
        {
            return await elsewhere.EndOfAsync(upstream.Id, named, job, cancellation);
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var run = await db
            .Runs.AsNoTracking()
            .Where(row => named != null ? row.Id == named : row.JobDefinitionId == job)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellation);
        return run is null ? null : (run.Id, run.FinishedAt);
    }

    private long? ReadOf(Caller caller, long run, long? job, DateTimeOffset ended, CancellationToken cancellation)
    {
        var own = new JournalQuery
        {
            Account = caller.HomeAccountId,
            CallerKind = "agent",
            Caller = caller.Id.ToString(CultureInfo.InvariantCulture),
            Since = ended,
        };
        var reads = journal.Newest(own with { Kind = "decision", Decision = "Allowed", Run = run }, MostReads, cancellation);
        foreach (var (read, _) in Enumerable.Reverse(reads))
        {
            if (IsRead(read) && OutcomeOf(read, cancellation)?.Status is 200)
            {
                return read.Sequence;
            }
        }
        // What is about the job can tell of its runs too: a query in GraphQL, of which the outcome says what it told.
        var queries = journal.Newest(own with { Kind = "decision", Decision = "Allowed", Job = job }, MostReads, cancellation);
        foreach (var (query, _) in Enumerable.Reverse(queries))
        {
            if (query.Path?.Run is null && OutcomeOf(query, cancellation) is { Status: 200 } outcome && Tells(outcome, run))
            {
                return query.Sequence;
            }
        }
        return null;
    }

    private static bool Tells(JournalRecord outcome, long run) =>
        outcome.Other?.TryGetValue("told_runs", out var told) == true
        && told.ValueKind == JsonValueKind.Array
        && told.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Number && one.TryGetInt64(out var number) && number == run);

    private bool IsRead(JournalRecord record) =>
        record.Method != "HEAD" && record.Operation is { } id && catalogue.Find(id)?.TellsRunError == true;

    private JournalRecord? OutcomeOf(JournalRecord read, CancellationToken cancellation) =>
        journal
            .Read(
                new JournalQuery
                {
                    Kind = "outcome",
                    Request = read.Request,
                    After = read.Sequence,
                },
                cancellation
            )
            .FirstOrDefault()
            ?.Record;
}
