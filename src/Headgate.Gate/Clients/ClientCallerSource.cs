using System.Data.Common;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Clients;

/// <summary>Recognises clients by their tokens: the caller is the agent, with its table and no more, in the name of the client and of the person behind it.</summary>
internal sealed class ClientCallerSource(
    IDbContextFactory<HeadgateDb> databases,
    TokenHasher hasher,
    KnownKeys keys,
    ClientConnections connections,
    TimeProvider time
) : ICallerSource
{
    private static readonly CredentialBounds AtMcp = new(Surface: ClientAddresses.McpSurface);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Func<string, CancellationToken, Task<KnownKey?>>? _read;

    public string Prefix => ClientSecret.AccessPrefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        var key = AgentKeySecret.HasForm(credential, ClientSecret.AccessPrefix)
            ? await keys.FindAsync(hasher.Hash(credential), _read ??= ReadAsync, cancellation)
            : null;
        return key is null ? CallerResult.Refused(Reason.UnknownCredential) : keys.Judge(key);
    }

    private async Task<KnownKey?> ReadAsync(string hash, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await (
            from token in db.ClientTokens.AsNoTracking()
            join connection in db.ClientConnections.AsNoTracking() on token.ConnectionId equals connection.Id
            join agent in db.Agents.AsNoTracking() on connection.AgentId equals agent.Id
            where token.TokenHash == hash && token.Kind == ClientToken.Access
            select new
            {
                token,
                connection,
                agent,
            }
        ).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }
        var facts = new KeyFacts(!await connections.HoldsAsync(db, found.connection, cancellation), found.token.ExpiresAt)
        {
            Bounds = AtMcp,
            Chain = ClientConnections.ChainOf(found.connection),
        };
        var key = await keys.OfAsync(db, found.agent, facts, cancellation);
        if (keys.Judge(key).Refusal is null)
        {
            await NoteUseAsync(db, found.connection, cancellation);
        }
        return key;
    }

    private async Task NoteUseAsync(HeadgateDb db, ClientConnection connection, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (connection.LastUsed is { } last && now - last < Minute)
        {
            return;
        }
        try
        {
            await db
                .ClientConnections.Where(c => c.Id == connection.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.LastUsed, now), cancellation);
            await db
                .Agents.Where(a => a.Id == connection.AgentId)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastUsed, now), cancellation);
        }
        catch (DbException)
        {
            // When it was used last is a convenience: a busy database must not refuse the call for it.
        }
    }
}
