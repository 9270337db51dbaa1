using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Foreign;

/// <summary>The foreign MCP servers of accounts. Every change is recorded, on the disk, before it is made.</summary>
public sealed partial class ForeignServers
{
    private const int MostServers = 100;

    private readonly IDbContextFactory<HeadgateDb> _databases;
    private readonly RightsChanges _rights;
    private readonly ChangeRecords _changes;
    private readonly ForeignEndpoints _endpoints;
    private readonly ForeignLists _lists;
    private readonly TimeProvider _time;
    private readonly IForeignServers? _client;

    internal ForeignServers(
        IDbContextFactory<HeadgateDb> databases,
        RightsChanges rights,
        ChangeRecords changes,
        ForeignEndpoints endpoints,
        ForeignLists lists,
        TimeProvider time,
        IForeignServers? client
    ) => (_databases, _rights, _changes, _endpoints, _lists, _time, _client) = (databases, rights, changes, endpoints, lists, time, client);

    /// <summary>All servers of an account, by id.</summary>
    public async Task<IReadOnlyList<ForeignServerView>> ListAsync(long account, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var rows = await db
            .ForeignServers.AsNoTracking()
            .Where(s => s.AccountId == account && s.State == RowState.Active)
            .OrderBy(s => s.Id)
            .ToListAsync(cancellation);
        var counts = await CountsAsync(db.ForeignTools.Where(t => t.AccountId == account), cancellation);
        return [.. rows.Select(row => View(row, counts))];
    }

    /// <summary>One server; null where the account has none of this id.</summary>
    public async Task<ForeignServerView?> FindAsync(long account, long server, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        return await RowAsync(db.ForeignServers.AsNoTracking(), account, server, cancellation) is { } row
            ? View(row, await CountsAsync(db.ForeignTools.Where(t => t.ServerId == server), cancellation))
            : null;
    }

    /// <summary>Adds a server and asks it for its tools, which are all off. One that does not answer is added all the same, and says so.</summary>
    /// <param name="account">The account.</param>
    /// <param name="server">The server.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="ask">Whether it is asked now.</param>
    public async Task<AgentResult<ForeignServerView>> AddAsync(
        long account,
        NewForeignServer server,
        ChangeActor by,
        CancellationToken cancellation,
        bool ask = true
    )
    {
        if (ForeignServerRules.Check(server, _client) is { } fault)
        {
            return new(null, fault);
        }
        var (row, refused) = await InsertAsync(account, server, by, cancellation);
        if (refused is not null)
        {
            return new(null, refused);
        }
        if (ask && _client is not null)
        {
            await _lists.RefreshAsync(row!.Id, cancellation);
        }
        return new(await FindAsync(account, row!.Id, cancellation), null);
    }

    /// <summary>Deletes a server: its tools are gone at once, and with them what was granted of them; its name is free again.</summary>
    public async Task<AgentResult<ForeignServerView>> DeleteAsync(long account, long server, ChangeActor by, CancellationToken cancellation)
    {
        await using var change = await _rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await RowAsync(db.ForeignServers, account, server, cancellation) is not { } row)
        {
            return new(null, NoServer(server));
        }
        var view = View(row, await CountsAsync(db.ForeignTools.Where(t => t.ServerId == server), cancellation));
        await _changes.RecordAsync(
            by,
            "gate.mcp_servers.delete",
            account,
            $"removed the foreign server {Describe(row)}, its tools and what was granted of them",
            Describe(row),
            null
        );
        (row.State, row.Secrets) = (RowState.Deleted, null);
        row.Version++;
        await db
            .ForeignTools.Where(t => t.ServerId == server)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.State, RowState.Deleted), cancellation);
        await RevokeAsync(db, account, row.Name, cancellation);
        await change.CommitAsync(cancellation);
        if (_client is not null)
        {
            await _client.ForgetAsync(server, atOnce: true);
        }
        return new(view, null);
    }

    /// <summary>Asks a server for its tools now, on a new connection: a program is started anew.</summary>
    public async Task<AgentResult<ForeignServerView>> RefreshAsync(long account, long server, CancellationToken cancellation)
    {
        if (await FindAsync(account, server, cancellation) is null)
        {
            return new(null, NoServer(server));
        }
        if (_client is not null)
        {
            await _client.ForgetAsync(server, atOnce: false);
        }
        await _lists.RefreshAsync(server, cancellation);
        return new(await FindAsync(account, server, cancellation), null);
    }

    private async Task<(ForeignServer? Row, AgentFault? Fault)> InsertAsync(
        long account,
        NewForeignServer server,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var active = db.ForeignServers.Where(s => s.AccountId == account && s.State == RowState.Active);
        if (await active.AnyAsync(s => s.Name == server.Name, cancellation))
        {
            return (null, new("name", $"There is a foreign server \"{server.Name}\" already."));
        }
        if (await active.CountAsync(cancellation) >= MostServers)
        {
            return (null, new("name", $"An account has at most {MostServers} foreign servers."));
        }
        var row = new ForeignServer
        {
            AccountId = account,
            Name = server.Name,
            Url = server.Url,
            Program = server.Program,
            Arguments = [.. server.Arguments],
            Variables = [.. server.Variables],
            SecretNames = [.. server.Secrets.Keys.Order(StringComparer.Ordinal)],
            Secrets = _endpoints.Seal(server.Secrets),
            CreatedBy = by.Describe(),
        };
        await _changes.RecordAsync(
            by,
            "gate.mcp_servers.create",
            account,
            $"added the foreign server {Describe(row)}",
            null,
            Describe(row)
        );
        db.ForeignServers.Add(row);
        await db.SaveChangesAsync(cancellation);
        return (row, null);
    }

    /// <summary>A name that is used again shall not bring back what was granted of another server's tools.</summary>
    private static async Task RevokeAsync(HeadgateDb db, long account, string server, CancellationToken cancellation)
    {
        var prefix = server + ForeignNames.Between;
        var capability = Capabilities.CallForeignTool.Id;
        var grants = await db
            .AgentGrants.Where(g => g.AccountId == account && g.State == RowState.Active && g.Capability == capability)
            .ToListAsync(cancellation);
        List<long> agents = [];
        foreach (var grant in grants.Where(g => g.Tools.Exists(t => t.StartsWith(prefix, StringComparison.Ordinal))))
        {
            grant.Tools = [.. grant.Tools.Where(t => !t.StartsWith(prefix, StringComparison.Ordinal))];
            grant.State = grant.Tools.Count == 0 ? RowState.Deleted : RowState.Active;
            agents.Add(grant.AgentId);
        }
        foreach (var agent in await db.Agents.Where(a => agents.Contains(a.Id)).ToListAsync(cancellation))
        {
            agent.Version++;
        }
    }

    private static AgentFault NoServer(long server) => new(null, $"There is no foreign server {server}.");

    private static string Describe(ForeignServer row) => $"\"{row.Name}\" ({row.Url ?? row.Program})";

    private static Task<ForeignServer?> RowAsync(
        IQueryable<ForeignServer> rows,
        long account,
        long server,
        CancellationToken cancellation
    ) => rows.SingleOrDefaultAsync(s => s.AccountId == account && s.Id == server && s.State == RowState.Active, cancellation);

    private static async Task<Dictionary<long, (int All, int On)>> CountsAsync(
        IQueryable<ForeignTool> tools,
        CancellationToken cancellation
    ) =>
        await tools
            .Where(t => t.State == RowState.Active)
            .GroupBy(t => t.ServerId)
            .Select(g => new
            {
                g.Key,
                All = g.Count(),
                On = g.Count(t => t.LeftOut == null && t.ReviewedDigest == t.Digest),
            })
            .ToDictionaryAsync(g => g.Key, g => (g.All, g.On), cancellation);

    private static ForeignServerView View(ForeignServer row, Dictionary<long, (int All, int On)> counts) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Url = row.Url,
            Command = row.Program,
            Arguments = row.Arguments,
            Variables = row.Variables,
            SecretNames = row.SecretNames,
            Tools = counts.GetValueOrDefault(row.Id).All,
            ToolsOn = counts.GetValueOrDefault(row.Id).On,
            ListedAt = row.ListedAt,
            ListFault = row.ListFault,
            LeftOut = row.LeftOut,
            CreatedBy = row.CreatedBy,
        };
}
