using System.Data.Common;
using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Calls;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <summary>Recognises agents by their keys. The caller carries its compiled table, so that deciding looks nothing up.</summary>
internal sealed class AgentCallerSource(
    IDbContextFactory<HeadgateDb> databases,
    TokenHasher hasher,
    RecentLookups<KnownKey> keys,
    AgentCallers callers,
    UpstreamPlaces elsewhere,
    TimeProvider time,
    ExpiryClock expiry
) : ICallerSource
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Func<string, CancellationToken, Task<KnownKey?>>? _read;

    public string Prefix => AgentKeySecret.Prefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        var key = AgentKeySecret.HasForm(credential) ? await KnownAsync(hasher.Hash(credential), cancellation) : null;
        return key is null ? CallerResult.Refused(Reason.UnknownCredential) : Judge(key);
    }

    private async ValueTask<KnownKey?> KnownAsync(string hash, CancellationToken cancellation)
    {
        var key = await keys.FindAsync(hash, _read ??= ReadAsync, cancellation);
        if (key?.PlacesUntil is not { } until || time.GetTimestamp() < until)
        {
            return key;
        }
        keys.Forget(hash);
        return await keys.FindAsync(hash, _read, cancellation);
    }

    private async Task<KnownKey?> ReadAsync(string hash, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db.AgentKeys.AsNoTracking().SingleOrDefaultAsync(k => k.KeyHash == hash, cancellation);
        if (row is null || await db.Agents.AsNoTracking().SingleOrDefaultAsync(a => a.Id == row.AgentId, cancellation) is not { } agent)
        {
            return null;
        }
        var replaced =
            row.ExpiresAt is not null
            && await db.AgentKeys.AnyAsync(
                k => k.AgentId == row.AgentId && k.Name == row.Name && k.Id > row.Id && k.State == RowState.Active,
                cancellation
            );
        var at = time.GetTimestamp();
        var isGood = agent.Enabled && agent.State == RowState.Active && row.RevokedAt is null && row.State == RowState.Active;
        var (caller, asks) = await callers.OfAsync(db, agent, isGood, cancellation);
        var key = new KnownKey(
            caller,
            row.RevokedAt is not null || row.State != RowState.Active,
            agent.State != RowState.Active,
            agent.Enabled,
            await db.Accounts.Where(a => a.Id == agent.AccountId).Select(a => a.AgentsOff).FirstOrDefaultAsync(cancellation),
            row.ExpiresAt,
            replaced,
            asks ? at + (long)(elsewhere.Life.TotalSeconds * time.TimestampFrequency) : null
        );
        if (Judge(key).Refusal is null)
        {
            await NoteUseAsync(db, agent, row, cancellation);
        }
        return key;
    }

    private CallerResult Judge(KnownKey key)
    {
        if (key.IsRevoked || key.IsAgentGone)
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
        if (key.ExpiresAt is not { } end)
        {
            return CallerResult.Found(key.Caller);
        }
        var left = end - expiry.Now;
        if (left <= TimeSpan.Zero)
        {
            return CallerResult.Refused(key.IsReplaced ? Reason.Rotated : Reason.Expired, key.Caller);
        }
        return CallerResult.Found(
            key.Caller,
            key.IsReplaced ? string.Create(CultureInfo.InvariantCulture, $"old key, {Math.Ceiling(left.TotalHours):0} hours left") : null
        );
    }

    private async Task NoteUseAsync(HeadgateDb db, Agent agent, AgentKey key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (key.LastUsed is { } last && now - last < Minute)
        {
            return;
        }
        try
        {
            await db.AgentKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsed, now), cancellation);
            await db.Agents.Where(a => a.Id == agent.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastUsed, now), cancellation);
        }
        catch (DbException)
        {
            // When a key was used last is a convenience: a busy database must not refuse the call for it.
        }
    }
}
