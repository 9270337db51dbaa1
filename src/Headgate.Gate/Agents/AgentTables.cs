using Headgate.Gate.Decisions;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <summary>Loads an agent's grants and compiles them.</summary>
internal static class AgentTables
{
    /// <summary>The table of an agent.</summary>
    /// <param name="db">Where its grants are.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="elsewhere">Gives what the account elsewhere holds; null for agents of this platform.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<AgentTable> LoadAsync(
        HeadgateDb db,
        Agent agent,
        Func<IReadOnlyList<GrantPlaces>, Task<AccountPlaces>>? elsewhere,
        CancellationToken cancellation
    )
    {
        var rows = await db
            .AgentGrants.AsNoTracking()
            .Where(g => g.AgentId == agent.Id && g.State == RowState.Active)
            .ToListAsync(cancellation);
        var grants = rows.Select(GrantRows.ToGrant).OfType<Grant>().ToList();
        List<GrantPlaces> wanted = [.. grants.Select(g => g.Places)];
        if (grants.Exists(g => g.IsDenial && !g.Places.IsEverywhere))
        {
            // What is left beside something denied is told by name, so that all has to be known.
            wanted.Add(new GrantPlaces { JobPattern = "*" });
        }
        var places = elsewhere is null ? await PlacesAsync(db, agent.AccountId, wanted, cancellation) : await elsewhere(wanted);
        return AgentTable.Compile(agent.Name, agent.Version, grants, places, agent.ObserveUntil);
    }

    /// <summary>What the account holds of the kinds that grants narrow by; nothing is read where none does.</summary>
    public static async Task<AccountPlaces> PlacesAsync(
        HeadgateDb db,
        long account,
        List<GrantPlaces> wanted,
        CancellationToken cancellation
    )
    {
        if (wanted.TrueForAll(p => p.IsEverywhere || p.NamesTools))
        {
            return AccountPlaces.None;
        }
        var projects = await db
            .Projects.AsNoTracking()
            .Where(p => p.AccountId == account && p.State == RowState.Active)
            .Select(p => new ProjectPlace(p.Id, p.Name))
            .ToListAsync(cancellation);
        var environments = wanted.Exists(p => p.NarrowsEnvironments || p.NarrowsJobs)
            ? await db
                .Environments.AsNoTracking()
                .Where(e => e.AccountId == account && e.State == RowState.Active)
                .Select(e => new EnvironmentPlace(e.Id, e.Name, e.ProjectId))
                .ToListAsync(cancellation)
            : [];
        var jobs = wanted.Exists(p => p.NarrowsJobs)
            ? await db
                .Jobs.AsNoTracking()
                .Where(j => j.AccountId == account && j.State == RowState.Active)
                .Select(j => new JobPlace(j.Id, j.Name, j.ProjectId, j.EnvironmentId))
                .ToListAsync(cancellation)
            : [];
        return new(projects, environments, jobs);
    }
}
