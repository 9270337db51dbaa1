using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Calls;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <summary>What was looked up lately of credentials of agents, and whether one is good now. The same for keys, for clients' tokens and for those of workloads.</summary>
internal sealed class KnownKeys(
    RecentLookups<KnownKey> keys,
    AgentCallers callers,
    UpstreamPlaces elsewhere,
    TimeProvider time,
    ExpiryClock expiry
)
{
    /// <summary>What is known of a credential; null where it belongs to nobody.</summary>
    /// <param name="hash">Its keyed hash.</param>
    /// <param name="read">Reads it from the database.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<KnownKey?> FindAsync(
        string hash,
        Func<string, CancellationToken, Task<KnownKey?>> read,
        CancellationToken cancellation
    )
    {
        var key = await keys.FindAsync(hash, read, cancellation);
        if (key?.PlacesUntil is not { } until || time.GetTimestamp() < until)
        {
            return key;
        }
        keys.Forget(hash);
        return await keys.FindAsync(hash, read, cancellation);
    }

    /// <summary>Puts a credential and its agent together.</summary>
    public async Task<KnownKey> OfAsync(HeadgateDb db, Agent agent, KeyFacts facts, CancellationToken cancellation)
    {
        var at = time.GetTimestamp();
        var isGood = agent.Enabled && agent.State == RowState.Active && !facts.IsRevoked;
        var (caller, asks) = await callers.OfAsync(db, agent, isGood, cancellation);
        return new KnownKey(
            facts.Chain.Count == 0 ? caller : caller with { Chain = facts.Chain },
            facts,
            agent.State != RowState.Active,
            agent.Enabled,
            await db.Accounts.Where(a => a.Id == agent.AccountId).Select(a => a.AgentsOff).FirstOrDefaultAsync(cancellation),
            asks ? at + (long)(elsewhere.Life.TotalSeconds * time.TimestampFrequency) : null
        );
    }

    /// <summary>Whether a credential is good now.</summary>
    public CallerResult Judge(KnownKey key)
    {
        var facts = key.Facts;
        if (facts.IsRevoked || key.IsAgentGone)
        {
            return CallerResult.Refused(Reason.Revoked, key.Caller);
        }
        if (!key.IsAgentEnabled)
        {
            return CallerResult.Refused(Reason.AgentDisabled, key.Caller);
        }
        if (key.AreAgentsOff)
        {
            return CallerResult.Refused(Reason.KillSwitch, key.Caller);
        }
        if (facts.ExpiresAt is not { } end)
        {
            return CallerResult.Found(key.Caller, bounds: facts.Bounds);
        }
        var left = end - expiry.Now;
        if (left <= TimeSpan.Zero)
        {
            return CallerResult.Refused(facts.IsReplaced ? Reason.Rotated : Reason.Expired, key.Caller);
        }
        return CallerResult.Found(
            key.Caller,
            facts.IsReplaced ? string.Create(CultureInfo.InvariantCulture, $"old key, {Math.Ceiling(left.TotalHours):0} hours left") : null,
            facts.Bounds
        );
    }
}
