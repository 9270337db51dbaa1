using System.Data.Common;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <summary>Recognises agents by their keys. The caller carries its compiled table, so that deciding looks nothing up.</summary>
internal sealed class AgentCallerSource(IDbContextFactory<HeadgateDb> databases, TokenHasher hasher, KnownKeys keys, TimeProvider time)
    : ICallerSource
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Func<string, CancellationToken, Task<KnownKey?>>? _read;

    public string Prefix => AgentKeySecret.Prefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        var key = AgentKeySecret.HasForm(credential)
            ? await keys.FindAsync(hasher.Hash(credential), _read ??= ReadAsync, cancellation)
            : null;
        return key is null ? CallerResult.Refused(Reason.UnknownCredential) : keys.Judge(key);
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
        var key = await keys.OfAsync(
            db,
            agent,
            new KeyFacts(row.RevokedAt is not null || row.State != RowState.Active, row.ExpiresAt)
            {
                IsReplaced = replaced,
                Bounds = KeyNetworks.BoundsOf(row.Networks),
            },
            cancellation
        );
        if (keys.Judge(key).Refusal is null)
        {
            await NoteUseAsync(db, agent, row, cancellation);
        }
        return key;
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
