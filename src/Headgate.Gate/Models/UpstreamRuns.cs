using System.Globalization;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Calls;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Wire;

namespace Headgate.Gate.Models;

/// <summary>
/// What an account elsewhere says of a run before it is made: the job's commands, its variables, and the newest manifest of its environment. What it does not say clearly is not known.
/// </summary>
internal sealed class UpstreamRuns(
    UpstreamDirectory directory,
    AnswerReader reader,
    UpstreamClient client,
    UpstreamLimits limits,
    TimeProvider time
)
{
    private const long LargestManifest = 500_000_000;

    /// <summary>How many of the newest runs are asked for their manifest.</summary>
    private const int MostTries = 5;

    /// <summary>Finds it out, or says why it cannot be known.</summary>
    public async Task<(RunFacts? Facts, string? Fault)> OfAsync(TermsCall call, CancellationToken cancellation)
    {
        if (call.Target is not { JobId: { } job, EnvironmentId: { } environment, ProjectId: { } project })
        {
            return (null, "it names no job");
        }
        if (call.Operation.Id != "jobs.trigger")
        {
            return (null, "what a repeated run of an account elsewhere executes is not known");
        }
        if (RunCommands.OtherCodeOf(call) is { } other)
        {
            return (null, other);
        }
        var upstream =
            await directory.FindAsync(call.Caller.Upstream!.Id, cancellation)
            ?? throw new FactsUnavailableException("The upstream was removed a moment ago.", HttpStatusCode.ServiceUnavailable);
        var (sent, unread) = RunCommands.SentWith(call);
        if (unread is not null)
        {
            return (null, unread);
        }
        // The job as the account has just told it.
        if (
            (
                sent is { Count: > 0 } ? sent
                : call.Target.Row is JsonElement row ? Texts(row, "execute_steps")
                : null
            )
            is not { Count: > 0 } commands
        )
        {
            return (null, "the account elsewhere does not say what it executes");
        }
        if (await VariablesAsync(upstream, project, job, cancellation) is not { } variables)
        {
            return (null, "the token may not read the environment variables of the job, which can hold options of dbt");
        }
        return await ManifestAsync(upstream, environment, cancellation) is { } manifest
            ? (new RunFacts(commands, variables, manifest.Run, $"{upstream.Id}/{upstream.Version}/{manifest.Run}", manifest.Open), null)
            : (null, NewestManifest.NoneYet);
    }

    /// <summary>By name: a job's own value goes before its environment's, and that before the project's.</summary>
    private async Task<IReadOnlyDictionary<string, string>?> VariablesAsync(
        KnownUpstream upstream,
        long project,
        long job,
        CancellationToken cancellation
    )
    {
        FormattableString path = $"v3/accounts/{upstream.AccountId}/projects/{project}/environment-variables/job/?job_definition_id={job}";
        using var read = await AskAsync(upstream, path, cancellation);
        if (!read.IsGood || read.Data.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in read.Data.EnumerateObject().Where(v => RunVariables.IsOption(v.Name)))
        {
            foreach (var level in (string[])["job", "environment", "project"])
            {
                if (
                    variable.Value.ValueKind == JsonValueKind.Object
                    && variable.Value.TryGetProperty(level, out var at)
                    && at.ValueKind == JsonValueKind.Object
                    && ThingPlaces.Text(at, "value") is { } value
                )
                {
                    values[variable.Name] = value;
                    break;
                }
            }
        }
        return values;
    }

    /// <summary>The manifest of the newest run that the environment's own code made.</summary>
    private async Task<(long Run, Func<CancellationToken, Task<Stream?>> Open)?> ManifestAsync(
        KnownUpstream upstream,
        long environment,
        CancellationToken cancellation
    )
    {
        FormattableString path =
            $"v2/accounts/{upstream.AccountId}/runs/?environment_id={environment}&status=10&order_by=-id&limit=100&include_related=%5B%22trigger%22%5D";
        using var read = await AskAsync(upstream, path, cancellation);
        if (!read.IsGood || read.Data.ValueKind != JsonValueKind.Array)
        {
            return null;
        }
        var own = read
            .Data.EnumerateArray()
            .Where(run =>
                ThingPlaces.Of(TargetKind.Run, run, upstream.AccountId) is { } at && at.EnvironmentId == environment && IsOwn(run)
            )
            .Select(run => ThingPlaces.Whole(run, "id")!.Value)
            .OrderDescending()
            .Take(MostTries)
            .ToList();
        foreach (var run in own)
        {
            // Asked for here, so that a run without one is passed over; what it holds is read where it is needed.
            using var files = await AskAsync(upstream, $"v2/accounts/{upstream.AccountId}/runs/{run}/artifacts/", cancellation);
            if (
                files is { IsGood: true, Data.ValueKind: JsonValueKind.Array }
                && files
                    .Data.EnumerateArray()
                    .Any(file => file.ValueKind == JsonValueKind.String && file.ValueEquals(NewestManifest.FileName))
            )
            {
                return (run, stop => OpenAsync(upstream, run, NewestManifest.FileName, LargestManifest, stop));
            }
        }
        return null;
    }

    /// <summary>Opens a file that a run of an account elsewhere left; null where it cannot be read.</summary>
    /// <param name="upstream">The account.</param>
    /// <param name="run">The run.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="most">Its most bytes; beyond them reading fails.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Stream?> OpenAsync(long upstream, long run, string file, long most, CancellationToken cancellation) =>
        await directory.FindAsync(upstream, cancellation) is { } known ? await OpenAsync(known, run, file, most, cancellation) : null;

    private async Task<Stream?> OpenAsync(KnownUpstream upstream, long run, string file, long most, CancellationToken cancellation)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v2/accounts/{upstream.AccountId}/runs/{run}/artifacts/{file}");
        var reply = await client.SendAsync(upstream, new UpstreamRequest("GET", path) { IsFile = true }, cancellation);
        if (reply.Fault is not null || reply.Status != HttpStatusCode.OK || reply.IsPacked)
        {
            await reply.DisposeAsync();
            return null;
        }
        return new TracelessStream(await reply.OpenAsync(cancellation), reader.TracesOf(upstream), most, limits.FileIdle, time, reply);
    }

    private Task<ReadAnswer> AskAsync(KnownUpstream upstream, FormattableString path, CancellationToken cancellation) =>
        reader.ReadAsync(upstream, new UpstreamRequest("GET", "/api/" + path.ToString(CultureInfo.InvariantCulture)), cancellation);

    /// <summary>Whether nobody chose other code or other commands for a run; what is not said is not so.</summary>
    private static bool IsOwn(JsonElement run) =>
        ThingPlaces.Whole(run, "status") == 10
        && run.TryGetProperty("trigger", out var trigger)
        && trigger.ValueKind == JsonValueKind.Object
        && (Texts(trigger, RunCommands.Steps) is null or { Count: 0 })
        && RunCommands.OtherCode.All(name => !trigger.TryGetProperty(name, out var value) || IsNothing(value));

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.False || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    private static IReadOnlyList<string>? Texts(JsonElement thing, string name) =>
        thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(text => text.ValueKind == JsonValueKind.String ? text.GetString()! : "")]
            : null;
}
