using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>What an account elsewhere holds, for grants that name some of it. Asked only where a grant needs it, and known for some seconds.</summary>
internal sealed class UpstreamPlaces(
    UpstreamDirectory directory,
    AnswerReader reader,
    UpstreamClient client,
    UpstreamLimits limits,
    TimeProvider time
)
{
    private const int MostPages = 50;
    private const int PageSize = 100;

    private readonly ConcurrentDictionary<(long, long, string), (IReadOnlyList<Target> Things, long At)> _known = new();

    /// <summary>How long an answer of the account is believed.</summary>
    public TimeSpan Life => limits.PlacesLife;

    /// <summary>Whether the account has to be asked for what some grants name.</summary>
    public static bool Asks(IReadOnlyList<GrantPlaces> wanted) =>
        wanted.Any(p => p.ProjectPattern is not null || p.NarrowsEnvironments || p.NarrowsJobs);

    /// <summary>The places that some grants are resolved against.</summary>
    /// <param name="upstream">The account's id here.</param>
    /// <param name="wanted">Where the grants hold.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FactsUnavailableException">The account does not say.</exception>
    public async Task<AccountPlaces> LoadAsync(long upstream, IReadOnlyList<GrantPlaces> wanted, CancellationToken cancellation)
    {
        if (wanted.All(p => p.IsEverywhere))
        {
            return AccountPlaces.None;
        }
        if (!Asks(wanted))
        {
            // Ids of projects say all that is needed: whatever lies in one of them names it.
            return new AccountPlaces([.. wanted.SelectMany(p => p.Projects).Distinct().Select(id => new ProjectPlace(id, ""))], [], []);
        }
        var known =
            await directory.FindAsync(upstream, cancellation)
            ?? throw new FactsUnavailableException("The account that this agent works in was removed.", HttpStatusCode.ServiceUnavailable);
        var projects = await ListAsync(known, TargetKind.Project, "v3", "projects", cancellation);
        var environments = wanted.Any(p => p.NarrowsEnvironments || p.NarrowsJobs)
            ? await ListAsync(known, TargetKind.Environment, "v2", "environments", cancellation)
            : [];
        var jobs = wanted.Any(p => p.NarrowsJobs) ? await ListAsync(known, TargetKind.Job, "v2", "jobs", cancellation) : [];
        return new AccountPlaces(
            [.. projects.Select(p => new ProjectPlace(p.ProjectId!.Value, p.Name ?? ""))],
            [.. environments.Select(e => new EnvironmentPlace(e.EnvironmentId!.Value, e.Name ?? "", e.ProjectId!.Value))],
            [.. jobs.Select(j => new JobPlace(j.JobId!.Value, j.Name ?? "", j.ProjectId!.Value, j.EnvironmentId!.Value))]
        );
    }

    private async Task<IReadOnlyList<Target>> ListAsync(
        KnownUpstream upstream,
        TargetKind kind,
        string version,
        string name,
        CancellationToken cancellation
    )
    {
        var key = (upstream.Id, upstream.Version, name);
        if (_known.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < limits.PlacesLife)
        {
            return known.Things;
        }
        var at = time.GetTimestamp();
        var things = new List<Target>();
        var offset = 0;
        for (var page = 0; page < MostPages; page++)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"/api/{version}/accounts/{upstream.AccountId}/{name}/?limit={PageSize}&offset={offset}"
            );
            using var read = await reader.ReadAsync(upstream, new UpstreamRequest("GET", path), cancellation);
            if (read.Fault is { } fault)
            {
                throw UpstreamTargets.Unavailable(fault);
            }
            if (!read.IsGood || read.Data.ValueKind != JsonValueKind.Array)
            {
                throw UpstreamTargets.Unavailable(client.Note(upstream, UpstreamFaults.UnknownShape(upstream)));
            }
            var count = read.Data.GetArrayLength();
            things.AddRange(read.Data.EnumerateArray().Select(row => ThingPlaces.Of(kind, row, upstream.AccountId)).OfType<Target>());
            offset += count;
            if (count < PageSize)
            {
                _known[key] = (things, at);
                return things;
            }
        }
        throw new FactsUnavailableException(
            $"Upstream \"{upstream.Name}\" has more {name} than grants by name or job can be resolved against ({offset}). Grant by project id.",
            HttpStatusCode.ServiceUnavailable
        );
    }
}
