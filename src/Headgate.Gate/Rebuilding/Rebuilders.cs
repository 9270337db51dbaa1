using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Models;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Rebuilding;

/// <summary>
/// Finds out which agents may have nodes built again. It is the gate's own judgement about the calls that would do it (<see cref="CallExplanations"/>), so that a rule that counts for
/// a call counts here.
/// </summary>
internal sealed class Rebuilders(
    IDbContextFactory<HeadgateDb> databases,
    AgentCallers agents,
    ModelForesight foresight,
    CallExplanations explanations
)
{
    private const string Trigger = "jobs.trigger";
    private const string ReadJob = "jobs.get";
    private const string Own = "own";
    private const string Allowed = "allowed";
    private const int MostJobs = 50;
    private const int MostAgents = 200;

    /// <summary>Nodes for which own commands are tried one by one, where one command for all of them is refused.</summary>
    private const int MostAlone = 20;

    /// <summary>Who may build them.</summary>
    /// <param name="call">The call that asks; it is decided for the environment.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="tells"><c>all</c>, <c>own</c> or <c>none</c>: which agents the caller is told of.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<RebuildersView> FindAsync(CallContext call, BuiltNodes nodes, string tells, CancellationToken cancellation)
    {
        var environment = call.Target.EnvironmentId ?? 0;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var jobs = await db
            .Jobs.AsNoTracking()
            .Where(job => job.AccountId == call.AccountId && job.EnvironmentId == environment && job.State == RowState.Active)
            .OrderBy(job => job.Id)
            .Take(MostJobs + 1)
            .ToListAsync(cancellation);
        var all = await AgentsAsync(db, call, tells, cancellation);
        var known = new List<(Job Job, IReadOnlyList<string> Nodes, string? Unknown)>();
        foreach (var job in jobs.Take(MostJobs))
        {
            var (foreseen, unforeseen) = await foresight.OfAsync(
                new RunCommands(job.ExecuteSteps, job.ProjectId, environment, job.Id),
                null,
                cancellation
            );
            var fault = unforeseen?.Why ?? foreseen!.Commands.Select(c => c.Taken.Fault).FirstOrDefault(f => f is not null);
            known.Add((job, nodes.Among(foreseen?.Commands.SelectMany(c => c.Taken.Nodes) ?? []), fault));
        }
        var found = new List<RebuildingAgentView>();
        foreach (var agent in all.Take(MostAgents))
        {
            var ways = new List<RebuildingWayView>();
            foreach (var (job, builds, unknown) in known)
            {
                ways.AddRange(await WaysAsync(call, agent, job, builds, unknown, nodes, cancellation));
            }
            if (ways.Count > 0)
            {
                var reached = ways.SelectMany(way => way.Nodes).ToHashSet(StringComparer.Ordinal);
                found.Add(new(agent.Id, agent.Name, nodes.Among(reached), ways));
            }
        }
        var shown = new List<RebuildingJobView>();
        foreach (var (job, builds, unknown) in known.Where(k => k.Nodes.Count > 0 || k.Unknown is not null))
        {
            if (await explanations.ExplainAsync(call, call.Caller, ReadJob, Arguments(job), cancellation) is { Outcome: Allowed })
            {
                shown.Add(new(job.Id, job.Name, builds, unknown?.Trim()));
            }
        }
        return new(tells, shown, found, NotLookedAt(jobs.Count > MostJobs, all.Count > MostAgents));
    }

    private async Task<List<Caller>> AgentsAsync(HeadgateDb db, CallContext call, string tells, CancellationToken cancellation)
    {
        if (tells is not ("all" or Own))
        {
            return [];
        }
        var only = tells == Own ? call.Caller.Id : (long?)null;
        var off = await db.Accounts.AnyAsync(a => a.Id == call.AccountId && a.AgentsOff, cancellation);
        var ids = off
            ? []
            : await db
                .Agents.Where(a => a.AccountId == call.AccountId && a.State == RowState.Active && a.Enabled && a.Upstream == Agent.Local)
                .Where(a => only == null || a.Id == only)
                .OrderBy(a => a.Id)
                .Select(a => a.Id)
                .Take(MostAgents + 1)
                .ToListAsync(cancellation);
        var callers = new List<Caller>();
        foreach (var id in ids)
        {
            if (await agents.FindAsync(call.AccountId, id, cancellation) is { } caller)
            {
                callers.Add(caller);
            }
        }
        return callers;
    }

    private async Task<List<RebuildingWayView>> WaysAsync(
        CallContext call,
        Caller agent,
        Job job,
        IReadOnlyList<string> builds,
        string? unknown,
        BuiltNodes nodes,
        CancellationToken cancellation
    )
    {
        var ways = new List<RebuildingWayView>();
        if (builds.Count > 0 || unknown is not null)
        {
            var plain = await explanations.ExplainAsync(call, agent, Trigger, Arguments(job), cancellation);
            if (plain is { Outcome: Allowed })
            {
                ways.Add(new(job.Id, "job", builds, plain.Terms));
            }
        }
        var left = nodes.All.Where(node => ways.Count == 0 || !builds.Contains(node.Id, StringComparer.Ordinal)).ToList();
        if (left.Count == 0)
        {
            return ways;
        }
        var all = await ByCommandAsync(call, agent, job, [.. left.Select(node => node.Word)], cancellation);
        if (all is { Outcome: Allowed })
        {
            ways.Add(new(job.Id, Own, [.. left.Select(node => node.Id)], all.Terms));
        }
        // A rule about models may allow some of them; without one, what is refused for all is refused for each.
        else if (all is { Reason: Reason.ArgumentRule } && left.Count > 1)
        {
            var (some, terms) = (new List<string>(), (string?)null);
            foreach (var (id, word) in left.Take(MostAlone))
            {
                if (await ByCommandAsync(call, agent, job, [word], cancellation) is { Outcome: Allowed } alone)
                {
                    some.Add(id);
                    terms = alone.Terms;
                }
            }
            if (some.Count > 0)
            {
                ways.Add(new(job.Id, Own, some, terms));
            }
        }
        return ways;
    }

    private ValueTask<CallExplanation?> ByCommandAsync(
        CallContext call,
        Caller agent,
        Job job,
        IReadOnlyList<string> words,
        CancellationToken cancellation
    ) => explanations.ExplainAsync(call, agent, Trigger, Arguments(job, $"dbt run --select {string.Join(' ', words)}"), cancellation);

    private static JsonElement Arguments(Job job, string? command = null)
    {
        var sent = new JsonObject { ["job_id"] = job.Id, ["cause"] = "asked who may build it" };
        if (command is not null)
        {
            sent["steps_override"] = new JsonArray(command);
        }
        return JsonElement.Parse(sent.ToJsonString());
    }

    private static string? NotLookedAt(bool jobs, bool all) =>
        (jobs, all) switch
        {
            (true, true) => $"Only the first {MostJobs} jobs and {MostAgents} agents were looked at.",
            (true, false) => $"Only the first {MostJobs} jobs were looked at.",
            (false, true) => $"Only the first {MostAgents} agents were looked at.",
            _ => null,
        };
}
