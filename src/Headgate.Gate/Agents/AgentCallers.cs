using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Calls;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <summary>Agents as callers, with their compiled tables.</summary>
internal sealed class AgentCallers(IDbContextFactory<HeadgateDb> databases, UpstreamPlaces elsewhere)
{
    /// <summary>An agent as it would call now, for who asks about it; null where the account has none of this id.</summary>
    public async Task<Caller?> FindAsync(long account, long id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var agent = await db
            .Agents.AsNoTracking()
            .FirstOrDefaultAsync(a => a.AccountId == account && a.Id == id && a.State == RowState.Active, cancellation);
        return agent is null ? null : (await OfAsync(db, agent, isGood: true, cancellation)).Caller;
    }

    /// <summary>An agent as a caller, and whether an account elsewhere was asked for what its grants name.</summary>
    /// <param name="db">The database.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="isGood">Whether it may call at all; nobody elsewhere is asked for one that is refused anyway.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<(Caller Caller, bool Asks)> OfAsync(HeadgateDb db, Agent agent, bool isGood, CancellationToken cancellation)
    {
        var caller = new Caller
        {
            Kind = CallerKind.Agent,
            Id = agent.Id,
            Name = agent.Name,
            AccountId = agent.AccountId,
        };
        if (agent.Upstream == Agent.Local)
        {
            return (caller with { Rights = await AgentTables.LoadAsync(db, agent, null, cancellation) }, false);
        }
        var upstream = await db
            .Upstreams.AsNoTracking()
            .FirstOrDefaultAsync(
                u => u.AccountId == agent.AccountId && u.Name == agent.Upstream && u.State == RowState.Active,
                cancellation
            );
        // One that works nowhere may do nothing, and nothing of this platform above all.
        caller = caller with
        {
            AccountId = upstream?.RemoteAccountId ?? 0,
            HomeAccountId = agent.AccountId,
            Upstream = new CallerUpstream(upstream?.Id ?? 0, agent.Upstream),
        };
        if (upstream is null || !isGood)
        {
            return (caller, false);
        }
        var asks = false;
        var table = await AgentTables.LoadAsync(
            db,
            agent,
            wanted =>
            {
                asks = UpstreamPlaces.Asks(wanted);
                return elsewhere.LoadAsync(upstream.Id, wanted, cancellation);
            },
            cancellation
        );
        return (caller with { Rights = table }, asks);
    }
}
