using System.Globalization;
using System.Text.Json;
using Headgate.Gate.Conditions;
using Headgate.Gate.Models;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Approvals;

/// <summary>What a call would do, in the gate's own words: nothing of it comes from the agent but what it would change.</summary>
internal static class CallEffect
{
    private const int LongestList = 400;
    private const long LargestResults = 50_000_000;

    /// <summary>The effect in sentences.</summary>
    /// <param name="db">The database.</param>
    /// <param name="artifacts">What runs left.</param>
    /// <param name="call">The call.</param>
    /// <param name="models">What the run that it starts would touch; null where that is not known.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<string> OfAsync(
        HeadgateDb db,
        ArtifactStore artifacts,
        TermsCall call,
        ForeseenNodes? models,
        CancellationToken cancellation
    )
    {
        var act = $"{call.Operation.Summary.TrimEnd('.')}: {call.Target.Describe()}.";
        if (!ConditionFaults.StartsRuns(call.Operation.Capability) || call.Target.JobId is not { } id || call.Caller.Upstream is not null)
        {
            return $"{act} {call.Operation.Risk}";
        }
        if (await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id, cancellation) is not { } job)
        {
            return act;
        }
        var changed = call.Operation.Fields.All.Where(f => f.IsOverride && call.Arguments.Sends(f)).Select(f => f.Name).ToList();
        var runs = changed.Contains("steps_override", StringComparer.Ordinal)
            ? "It runs the commands that the agent sends instead of the job's own."
            : $"It runs {Cut(string.Join(", then ", job.ExecuteSteps.Select(s => $"\"{s}\"")))}.";
        var others = changed.Where(c => c != "steps_override").ToList();
        var with = others.Count > 0 ? $" For this run the agent sets {string.Join(", ", others)}." : "";
        var touches =
            models is null ? ""
            : models.Commands.Any(c => c.Taken.Fault is not null) ? $" And {models.Words()}."
            : string.Create(CultureInfo.InvariantCulture, $" By the manifest of run {models.RunId} that is {models.Words()}.");
        return $"{act} {runs}{with}{touches} {await LastAsync(db, artifacts, id, cancellation)}";
    }

    private static async Task<string> LastAsync(HeadgateDb db, ArtifactStore artifacts, long job, CancellationToken cancellation)
    {
        var last = await db
            .Runs.AsNoTracking()
            .Where(r => r.JobDefinitionId == job && r.Status == RunStatus.Success)
            .OrderByDescending(r => r.Id)
            .FirstOrDefaultAsync(cancellation);
        if (last is not { StartedAt: { } started, FinishedAt: { } finished })
        {
            return "The job has not succeeded yet, so that nothing is known of what it takes.";
        }
        var took = $"Its last run that succeeded (run {last.Id.ToString(CultureInfo.InvariantCulture)}) took {Words(finished - started)}";
        var results = await db
            .Artifacts.AsNoTracking()
            .Where(a => a.RunId == last.Id && a.Path == "run_results.json" && a.Size <= LargestResults)
            .OrderByDescending(a => a.Step)
            .FirstOrDefaultAsync(cancellation);
        return results is not null && artifacts.Open(results.Sha256) is { } file
            ? $"{took} and touched {await NodesAsync(file, cancellation)}."
            : took + ".";
    }

    /// <summary>A run's project wrote the file: whatever stands in it, only kinds of nodes are counted.</summary>
    private static async Task<string> NodesAsync(Stream file, CancellationToken cancellation)
    {
        await using (file)
        {
            try
            {
                using var results = await JsonDocument.ParseAsync(file, default, cancellation);
                var kinds = results
                    .RootElement.GetProperty("results")
                    .EnumerateArray()
                    .CountBy(r => ForeseenNodes.KindOf(r.GetProperty("unique_id").GetString()!), StringComparer.Ordinal)
                    .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                    .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}{(kind.Value == 1 ? "" : "s")}"))
                    .ToList();
                return kinds.Count == 0 ? "nothing" : string.Join(", ", kinds);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or NullReferenceException)
            {
                return "nodes that its results do not tell";
            }
        }
    }

    private static string Words(TimeSpan span) =>
        span.TotalMinutes >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)Math.Ceiling(span.TotalSeconds))} s");

    private static string Cut(string text) => text.Length > LongestList ? text[..LongestList] + "…" : text;
}
