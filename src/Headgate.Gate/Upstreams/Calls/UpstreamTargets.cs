using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>
/// Finds what ids name in an account elsewhere. What was found counts for a moment, by account, for calls that change nothing; a change is judged on what the account says right
/// then, and makes everything forgotten that was found before.
/// </summary>
internal sealed class UpstreamTargets(AnswerReader reader, UpstreamClient client, UpstreamLimits limits, TimeProvider time)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Key, Entry> _found = new();
    private readonly ConcurrentDictionary<long, long> _generations = new();

    /// <summary>The thing of an id; null where there is none.</summary>
    /// <param name="upstream">Where.</param>
    /// <param name="kind">What the id names.</param>
    /// <param name="id">The id.</param>
    /// <param name="isFresh">Whether nothing that was remembered may be used.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FactsUnavailableException">The account does not say.</exception>
    public async ValueTask<Target?> FindAsync(
        KnownUpstream upstream,
        TargetKind kind,
        string id,
        bool isFresh,
        CancellationToken cancellation
    )
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || PathOf(kind, number) is not { } path)
        {
            return null;
        }
        var generation = _generations.GetValueOrDefault(upstream.Id);
        var key = new Key(upstream.Id, upstream.Version, upstream.AccountId, kind, number);
        if (
            !isFresh
            && _found.TryGetValue(key, out var kept)
            && kept.Generation == generation
            && time.GetElapsedTime(kept.At) < limits.TargetLife
        )
        {
            return kept.Target;
        }
        var at = time.GetTimestamp();
        var target = await AskAsync(upstream, kind, number, path, cancellation);
        if (_found.Count >= Most)
        {
            _found.Clear();
        }
        _found[key] = new Entry(target, generation, at);
        return target;
    }

    /// <summary>Forgets what is known of an account, of which something was changed.</summary>
    public void Forget(KnownUpstream upstream) => _generations.AddOrUpdate(upstream.Id, 1, static (_, number) => number + 1);

    private async Task<Target?> AskAsync(KnownUpstream upstream, TargetKind kind, long id, string path, CancellationToken cancellation)
    {
        var account = upstream.AccountId.ToString(CultureInfo.InvariantCulture);
        var request = new UpstreamRequest("GET", path.Replace("{account}", account, StringComparison.Ordinal));
        using var read = await reader.ReadAsync(upstream, request, cancellation);
        if (read.Fault is { } fault)
        {
            throw Unavailable(fault);
        }
        if (read.Status == HttpStatusCode.NotFound || IsDeleted(kind, read.Data))
        {
            return null;
        }
        if (!read.IsGood || ThingPlaces.Of(kind, read.Data, upstream.AccountId) is not { } target)
        {
            throw Unavailable(client.Note(upstream, UpstreamFaults.UnknownShape(upstream)));
        }
        if (target.Id != id.ToString(CultureInfo.InvariantCulture))
        {
            throw Unavailable(
                client.Note(upstream, UpstreamFaults.OtherThing(upstream, id.ToString(CultureInfo.InvariantCulture), target.Id))
            );
        }
        return Named(target, read.Data);
    }

    /// <summary>With the names of the places around it, where the answer has them; and of a job all that it said, as approvals rest on it.</summary>
    private static Target Named(Target target, JsonElement data) =>
        target with
        {
            Row = target.Kind == TargetKind.Job ? data.Clone() : null,
            JobName = target.JobName ?? NameOf(data, "job", target.JobId),
            EnvironmentName = target.EnvironmentName ?? NameOf(data, "environment", target.EnvironmentId),
            ProjectName = target.ProjectName ?? NameOf(data, "project", target.ProjectId),
        };

    private static string? NameOf(JsonElement data, string name, long? id) =>
        id is not null
        && data.TryGetProperty(name, out var thing)
        && thing.ValueKind == JsonValueKind.Object
        && ThingPlaces.Whole(thing, "id") == id
            ? ThingPlaces.Text(thing, "name")
            : null;

    /// <summary>What is deleted is gone, as it is here; a run has no such state.</summary>
    private static bool IsDeleted(TargetKind kind, JsonElement data) =>
        kind != TargetKind.Run && data.ValueKind == JsonValueKind.Object && ThingPlaces.Whole(data, "state") == 2;

    private static string? PathOf(TargetKind kind, long id) =>
        kind switch
        {
            TargetKind.Project => $"/api/v3/accounts/{{account}}/projects/{id}/",
            TargetKind.Environment => $"/api/v2/accounts/{{account}}/environments/{id}/",
            TargetKind.Job => $"/api/v2/accounts/{{account}}/jobs/{id}/",
            TargetKind.Run => $"/api/v2/accounts/{{account}}/runs/{id}/?include_related=%5B%22job%22%2C%22environment%22%5D",
            TargetKind.Connection => $"/api/v3/accounts/{{account}}/connections/{id}/",
            TargetKind.Repository => $"/api/v2/accounts/{{account}}/repositories/{id}/",
            TargetKind.User => $"/api/v3/accounts/{{account}}/users/{id}/",
            TargetKind.Group => $"/api/v3/accounts/{{account}}/groups/{id}/",
            _ => null,
        };

    /// <summary>A fault as the reason why a call could not be decided.</summary>
    public static FactsUnavailableException Unavailable(UpstreamFault fault) =>
        new(fault.Message, fault.Status) { RetryAfter = fault.RetryAfter };

    private readonly record struct Key(long Upstream, long Version, long Account, TargetKind Kind, long Id);

    private sealed record Entry(Target? Target, long Generation, long At);
}
