using System.Globalization;
using System.Net;
using System.Text.Json;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Calls;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Gate.Budgets;

/// <summary>What accounts elsewhere say of how long runs took: their clock is the one that there is.</summary>
internal sealed class RunsElsewhere(UpstreamDirectory directory, AnswerReader reader)
{
    /// <summary>What <see cref="MinutesAsync"/> says of a run of which nothing will be known.</summary>
    public const long Gone = -1;

    /// <summary>How much the clocks of two servers may differ.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>The minutes that an ended run took, begun ones counted whole; <see cref="Gone"/> where it is gone; null where it works still, or nobody says.</summary>
    public async Task<long?> MinutesAsync(long upstream, long run, CancellationToken cancellation)
    {
        if (await KnownAsync(upstream, cancellation) is not { } known)
        {
            return Gone;
        }
        using var read = await AskAsync(known, $"runs/{run}/", cancellation);
        return read.Fault is null && read.Status == HttpStatusCode.NotFound ? Gone
            : read.IsGood && ThingPlaces.Of(Catalogue.TargetKind.Run, read.Data, known.AccountId) is { RunId: { } id } && id == run
                ? MinutesOf(read.Data)
            : null;
    }

    /// <summary>What the newest ended runs of a job took, rounded up; one for a job that has not run yet.</summary>
    /// <exception cref="FactsUnavailableException">The account does not say.</exception>
    public async Task<long> UsualAsync(long upstream, long job, int looked, CancellationToken cancellation)
    {
        var known =
            await KnownAsync(upstream, cancellation)
            ?? throw new FactsUnavailableException("The upstream was removed a moment ago.", HttpStatusCode.ServiceUnavailable);
        using var read = await AskAsync(known, $"runs/?job_definition_id={job}&order_by=-id&limit={looked * 2}", cancellation);
        if (!read.IsGood || read.Data.ValueKind != JsonValueKind.Array)
        {
            throw read.Fault is { } fault
                ? UpstreamTargets.Unavailable(fault)
                : new FactsUnavailableException(
                    $"The upstream \"{known.Name}\" does not say how long runs of job {job} took, so that no minutes can be reserved.",
                    HttpStatusCode.BadGateway
                );
        }
        var lately = read
            .Data.EnumerateArray()
            .Where(run => ThingPlaces.Of(Catalogue.TargetKind.Run, run, known.AccountId)?.JobId == job)
            .Select(MinutesOf)
            .OfType<long>()
            .Take(looked)
            .ToList();
        return lately.Count == 0 ? 1 : Math.Max(1, (long)Math.Ceiling(lately.Average()));
    }

    /// <summary>The run that a call may have started of which nobody knows what came of it: one of its job that began to be just then.</summary>
    /// <param name="upstream">The account.</param>
    /// <param name="hold">What the call took.</param>
    /// <param name="others">Runs of other calls.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the account says so, and the run; null for none.</returns>
    public async Task<(bool IsKnown, long? Run)> FindAsync(
        long upstream,
        BudgetHold hold,
        IReadOnlySet<long> others,
        CancellationToken cancellation
    )
    {
        if (await KnownAsync(upstream, cancellation) is not { } known || hold.JobId is not { } job)
        {
            return (true, null);
        }
        using var read = await AskAsync(known, $"runs/?job_definition_id={job}&order_by=-id&limit=100", cancellation);
        if (!read.IsGood || read.Data.ValueKind != JsonValueKind.Array)
        {
            return (false, null);
        }
        var (first, last) = (hold.CreatedAt - Slack, hold.CreatedAt + BudgetSettlement.Longest);
        return (
            true,
            read.Data.EnumerateArray()
                .Where(run => ThingPlaces.Of(Catalogue.TargetKind.Run, run, known.AccountId)?.JobId == job)
                .Where(run => TimeOf(run, "created_at") is not { } made || (made >= first && made <= last))
                .Select(run => ThingPlaces.Whole(run, "id"))
                .Where(run => run is { } id && !others.Contains(id))
                .Order()
                .FirstOrDefault()
        );
    }

    /// <summary>When a run ended: the one that is named, or the newest of a job.</summary>
    /// <param name="upstream">The account.</param>
    /// <param name="run">The run; null for the newest of the job.</param>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The run, and when it ended (null while it works); null where there is none.</returns>
    /// <exception cref="FactsUnavailableException">The account does not say.</exception>
    public async Task<(long Run, DateTimeOffset? Ended)?> EndOfAsync(long upstream, long? run, long? job, CancellationToken cancellation)
    {
        var known =
            await KnownAsync(upstream, cancellation)
            ?? throw new FactsUnavailableException("The upstream was removed a moment ago.", HttpStatusCode.ServiceUnavailable);
        using var read = run is { } named
            ? await AskAsync(known, $"runs/{named}/", cancellation)
            : await AskAsync(known, $"runs/?job_definition_id={job}&order_by=-id&limit=1", cancellation);
        if (read.Fault is { } fault)
        {
            throw UpstreamTargets.Unavailable(fault);
        }
        var found =
            !read.IsGood ? default
            : run is not null ? read.Data
            : read.Data.ValueKind == JsonValueKind.Array ? read.Data.EnumerateArray().FirstOrDefault()
            : default;
        return ThingPlaces.Of(Catalogue.TargetKind.Run, found, known.AccountId) is { RunId: { } id }
            ? (id, TimeOf(found, "finished_at"))
            : null;
    }

    private static long? MinutesOf(JsonElement run) =>
        TimeOf(run, "finished_at") is not { } finished ? null
        : TimeOf(run, "started_at") is { } started ? Math.Max(0, (long)Math.Ceiling((finished - started).TotalMinutes))
        : 0;

    private static DateTimeOffset? TimeOf(JsonElement run, string name) =>
        run.ValueKind == JsonValueKind.Object
        && ThingPlaces.Text(run, name) is { } text
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    private async Task<KnownUpstream?> KnownAsync(long upstream, CancellationToken cancellation) =>
        await directory.FindAsync(upstream, cancellation);

    private Task<ReadAnswer> AskAsync(KnownUpstream upstream, FormattableString path, CancellationToken cancellation) =>
        reader.ReadAsync(
            upstream,
            new UpstreamRequest(
                "GET",
                string.Create(CultureInfo.InvariantCulture, $"/api/v2/accounts/{upstream.AccountId}/")
                    + path.ToString(CultureInfo.InvariantCulture)
            ),
            cancellation
        );
}
