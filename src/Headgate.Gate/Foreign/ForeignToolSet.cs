using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Foreign;

/// <summary>
/// The foreign tools that can be used, read again only where a server has another version than the one that was read: whoever lists tools asks the database one short
/// question, and no foreign server anything.
/// </summary>
internal sealed class ForeignToolSet(IDbContextFactory<HeadgateDb> databases) : IForeignTools
{
    private readonly ConcurrentDictionary<long, Entry> _accounts = new();

    public async ValueTask<IReadOnlyList<ForeignToolDeclaration>> OfAsync(long account, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var servers = await db
            .ForeignServers.AsNoTracking()
            .Where(s => s.AccountId == account && s.State == RowState.Active)
            .OrderBy(s => s.Id)
            .Select(s => new Stamp(s.Id, s.Version))
            .ToListAsync(cancellation);
        if (servers.Count == 0)
        {
            _accounts.TryRemove(account, out _);
            return [];
        }
        if (_accounts.TryGetValue(account, out var kept) && kept.Servers.SequenceEqual(servers))
        {
            return kept.Tools;
        }
        var tools = await ReadAsync(db, account, cancellation);
        _accounts[account] = new Entry(servers, tools);
        return tools;
    }

    private static async Task<IReadOnlyList<ForeignToolDeclaration>> ReadAsync(HeadgateDb db, long account, CancellationToken cancellation)
    {
        var rows = await db
            .ForeignTools.AsNoTracking()
            .Where(t => t.AccountId == account && t.State == RowState.Active && t.LeftOut == null && t.ReviewedDigest == t.Digest)
            .Join(
                db.ForeignServers.Where(s => s.State == RowState.Active),
                t => t.ServerId,
                s => s.Id,
                (t, s) =>
                    new
                    {
                        t.Name,
                        t.Definition,
                        Server = s.Name,
                    }
            )
            .ToListAsync(cancellation);
        return
        [
            .. rows.OrderBy(t => t.Name, StringComparer.Ordinal)
                .Select(t => new ForeignToolDeclaration(TargetOf(account, t.Name), t.Server, JsonElement.Parse(t.Definition))),
        ];
    }

    private static Target TargetOf(long account, string name) =>
        new()
        {
            Kind = TargetKind.ForeignTool,
            Id = name,
            AccountId = account,
        };

    private sealed record Stamp(long Server, long Version);

    private sealed record Entry(IReadOnlyList<Stamp> Servers, IReadOnlyList<ForeignToolDeclaration> Tools);
}
