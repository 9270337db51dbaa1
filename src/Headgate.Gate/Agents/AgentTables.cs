using Headgate.Gate.Decisions;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <summary>Loads an agent's grants and compiles them.</summary>
internal static class AgentTables
{
    public static async Task<AgentTable> LoadAsync(HeadgateDb db, Agent agent, CancellationToken cancellation)
    {
        var rows = await db
            .AgentGrants.AsNoTracking()
            .Where(g => g.AgentId == agent.Id && g.State == RowState.Active)
            .ToListAsync(cancellation);
        var grants = rows.Select(GrantRows.ToGrant).OfType<Grant>().ToList();
        var places = await PlacesAsync(db, agent.AccountId, [.. grants.Select(g => g.Places)], cancellation);
        return AgentTable.Compile(agent.Name, agent.Version, grants, places);
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
