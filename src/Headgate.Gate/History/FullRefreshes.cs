using System.Globalization;
using System.Text.Json;
using Headgate.Gate.Models;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Headgate.Gate.History;

/// <summary>
/// Whether a call's run builds tables anew from nothing: by what it comes to, and not by how it is told. What cannot be said beforehand counts as if it did.
/// </summary>
internal sealed class FullRefreshes(
    IDbContextFactory<HeadgateDb> databases,
    ArtifactStore artifacts,
    ModelForesight foresight,
    UpstreamRuns upstreams
) : IDisposable
{
    private const int MostKept = 1000;

    /// <summary>What results say, by their content: they never change.</summary>
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKept });

    private const string Results = "run_results.json";
    private const long LargestResults = 50_000_000;

    /// <summary>Why a call counts as a full refresh; null where it is none.</summary>
    public async Task<string?> WhyAsync(TermsCall call, CancellationToken cancellation)
    {
        if (call.Caller.Upstream is { } elsewhere)
        {
            return await WhyElsewhereAsync(call, elsewhere.Id, cancellation);
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (run, fault) = await RunCommands.OfAsync(db, call, cancellation);
        return run is null ? Unforeseen(fault!) : await WhyAsync(db, run, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private async Task<string?> WhyAsync(HeadgateDb db, RunCommands run, CancellationToken cancellation)
    {
        var (nodes, fault) = await foresight.OfAsync(run, null, cancellation);
        if (nodes is null)
        {
            return Unforeseen(fault!.Why);
        }
        if (Told(nodes) is { } told)
        {
            return told;
        }
        return nodes.Commands.Any(c => c.Taken.Nodes.Count > 0) && await ProjectSetsItAsync(db, run, nodes.RunId, cancellation)
            ? string.Create(CultureInfo.InvariantCulture, $"the project sets full_refresh, as run {nodes.RunId} had it")
            : null;
    }

    /// <summary>What the commands themselves come to.</summary>
    private static string? Told(ForeseenNodes nodes)
    {
        foreach (var (command, taken) in nodes.Commands)
        {
            if (taken.Fault is { } unknown)
            {
                return Unforeseen($"of `{command}` {unknown.Trim().TrimEnd('.')}");
            }
            if (taken.FullRefresh)
            {
                return $"`{command}` builds tables anew";
            }
        }
        return null;
    }

    /// <summary>Of an account elsewhere the newest run says in its results what the project sets, unless its command said so itself.</summary>
    private async Task<string?> WhyElsewhereAsync(TermsCall call, long upstream, CancellationToken cancellation)
    {
        var (nodes, fault) = await foresight.OfAsync(call, null, cancellation);
        if (nodes is null)
        {
            return Unforeseen(fault!.Why);
        }
        if (Told(nodes) is { } told)
        {
            return told;
        }
        if (nodes.Commands.All(c => c.Taken.Nodes.Count == 0))
        {
            return null;
        }
        if (await upstreams.OpenAsync(upstream, nodes.RunId, Results, LargestResults, cancellation) is not { } file)
        {
            return Unforeseen(
                string.Create(CultureInfo.InvariantCulture, $"run {nodes.RunId} left no results that tell what the project sets")
            );
        }
        try
        {
            return await ReadAsync(file, cancellation)
                ? string.Create(CultureInfo.InvariantCulture, $"the project sets full_refresh, as run {nodes.RunId} had it")
                : null;
        }
        catch (IOException)
        {
            return Unforeseen(string.Create(CultureInfo.InvariantCulture, $"the results of run {nodes.RunId} cannot be read"));
        }
    }

    /// <summary>
    /// Whether the flags of the project itself build anew: a manifest does not tell them, but the results of a run say what its command had, and the command says what it was given.
    /// </summary>
    private async Task<bool> ProjectSetsItAsync(HeadgateDb db, RunCommands run, long runId, CancellationToken cancellation)
    {
        var steps = await db
            .RunSteps.AsNoTracking()
            .Where(step => step.RunId == runId && step.Command != null)
            .Join(
                db.Artifacts.Where(a => a.RunId == runId && a.Path == Results && a.Size <= LargestResults),
                step => step.Index,
                artifact => artifact.Step,
                (step, artifact) => new { step.Command, artifact.Sha256 }
            )
            .ToListAsync(cancellation);
        foreach (var step in steps)
        {
            if (!await HadItAsync(step.Sha256, cancellation))
            {
                continue;
            }
            var (alone, _) = await foresight.OfAsync(run with { Commands = [step.Command!] }, null, cancellation);
            if (alone?.Commands is [{ Taken: { Fault: null, FullRefresh: false } }])
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A project can write what it likes there: whatever is no flag is none.</summary>
    private async Task<bool> HadItAsync(string sha256, CancellationToken cancellation)
    {
        if (_known.TryGetValue(sha256, out bool known))
        {
            return known;
        }
        return artifacts.Open(sha256) is { } file
            && _known.Set(sha256, await ReadAsync(file, cancellation), new MemoryCacheEntryOptions { Size = 1 });
    }

    private static async Task<bool> ReadAsync(Stream file, CancellationToken cancellation)
    {
        await using (file)
        {
            try
            {
                using var results = await JsonDocument.ParseAsync(file, default, cancellation);
                return results.RootElement.ValueKind == JsonValueKind.Object
                    && results.RootElement.TryGetProperty("args", out var args)
                    && args.ValueKind == JsonValueKind.Object
                    && args.TryGetProperty("full_refresh", out var flag)
                    && flag.ValueKind == JsonValueKind.True;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    private static string Unforeseen(string why) => $"whether it builds tables anew cannot be said beforehand ({why})";
}
