using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <summary>Agents, their keys and their grants. Every change is recorded, on the disk, before it is made.</summary>
public sealed partial class AgentRegistry
{
    private readonly IDbContextFactory<HeadgateDb> _databases;
    private readonly RightsChanges _rights;
    private readonly TokenHasher _hasher;
    private readonly ChangeRecords _changes;
    private readonly TimeProvider _time;
    private readonly OperationCatalogue? _catalogue;

    internal AgentRegistry(
        IDbContextFactory<HeadgateDb> databases,
        RightsChanges rights,
        TokenHasher hasher,
        ChangeRecords changes,
        TimeProvider time,
        OperationCatalogue? catalogue
    ) => (_databases, _rights, _hasher, _changes, _time, _catalogue) = (databases, rights, hasher, changes, time, catalogue);

    /// <summary>All agents of an account that are not deleted, by id.</summary>
    public async Task<IReadOnlyList<AgentView>> ListAsync(long account, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var agents = await db
            .Agents.AsNoTracking()
            .Where(a => a.AccountId == account && a.State == RowState.Active)
            .OrderBy(a => a.Id)
            .ToListAsync(cancellation);
        var keys = (
            await db.AgentKeys.AsNoTracking().Where(k => k.AccountId == account && k.State == RowState.Active).ToListAsync(cancellation)
        ).ToLookup(k => k.AgentId);
        var grants = (
            await db.AgentGrants.AsNoTracking().Where(g => g.AccountId == account && g.State == RowState.Active).ToListAsync(cancellation)
        ).ToLookup(g => g.AgentId);
        var places = await PlacesAsync(db, account, grants.SelectMany(g => g), cancellation);
        return [.. agents.Select(a => View(a, keys[a.Id], grants[a.Id], places))];
    }

    /// <summary>One agent; null where the account has none of this id.</summary>
    public async Task<AgentView?> FindAsync(long account, long agent, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        return await ViewAsync(db, account, agent, cancellation);
    }

    /// <summary>Makes an agent with a first key. It may do nothing until something is granted.</summary>
    public async Task<AgentResult<IssuedKey>> CreateAsync(long account, NewAgent request, ChangeActor by, CancellationToken cancellation)
    {
        var name = request.Name.Trim();
        if (!AgentNames.IsGood(name))
        {
            return new(null, new("name", $"An agent's name has {AgentNames.Rule}."));
        }
        await using var change = await _rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await db.Agents.AnyAsync(a => a.AccountId == account && a.Name == name && a.State == RowState.Active, cancellation))
        {
            return new(null, new("name", $"There is an agent \"{name}\" already."));
        }
        var upstream = request.Upstream is { Length: > 0 } named ? named : Agent.Local;
        if (
            upstream != Agent.Local
            && !await db.Upstreams.AnyAsync(u => u.AccountId == account && u.Name == upstream && u.State == RowState.Active, cancellation)
        )
        {
            return new(
                null,
                new(
                    "upstream",
                    $"There is no upstream \"{upstream}\"; 'headgate upstream list' shows them, 'headgate upstream add' makes one."
                )
            );
        }
        var where = upstream == Agent.Local ? "" : $" of upstream \"{upstream}\"";
        await _changes.RecordAsync(
            by,
            "gate.agents.create",
            account,
            $"created agent \"{name}\"{where}",
            null,
            $"agent \"{name}\"{where}, no grants"
        );
        var agent = new Agent
        {
            AccountId = account,
            Name = name,
            Description = request.Description,
            Owner = request.Owner,
            Upstream = upstream,
        };
        db.Agents.Add(agent);
        await db.SaveChangesAsync(cancellation);
        return await IssueAsync(change, agent, new NewAgentKey("default") { ExpiresAt = request.KeyExpiresAt }, by, cancellation);
    }

    /// <summary>Switches an agent off or on. Off, its keys are refused at once; nothing else changes.</summary>
    public async Task<AgentResult<AgentView>> EnableAsync(
        long account,
        long agent,
        bool enabled,
        ChangeActor by,
        CancellationToken cancellation
    ) =>
        await ChangeAsync(
            account,
            agent,
            by,
            enabled ? "gate.agents.enable" : "gate.agents.disable",
            row => $"switched agent \"{row.Name}\" {(enabled ? "on" : "off")}",
            row => row.Enabled ? "on" : "off",
            row => row.Enabled = enabled,
            cancellation
        );

    /// <summary>Deletes an agent: its keys are refused for ever, its name is free again, its history stays.</summary>
    public async Task<AgentResult<AgentView>> DeleteAsync(long account, long agent, ChangeActor by, CancellationToken cancellation) =>
        await ChangeAsync(
            account,
            agent,
            by,
            "gate.agents.delete",
            row => $"deleted agent \"{row.Name}\"",
            row => row.State.ToString(),
            row => row.State = RowState.Deleted,
            cancellation
        );

    private async Task<AgentResult<AgentView>> ChangeAsync(
        long account,
        long agent,
        ChangeActor by,
        string action,
        Func<Agent, string> sentence,
        Func<Agent, string> state,
        Action<Agent> apply,
        CancellationToken cancellation
    )
    {
        await using var change = await _rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await RowAsync(db, account, agent, cancellation) is not { } row)
        {
            return new(null, NoAgent(agent));
        }
        var before = state(row);
        apply(row);
        row.Version++;
        await _changes.RecordAsync(by, action, account, sentence(row), before, state(row));
        await change.CommitAsync(cancellation);
        return new(await ViewAsync(db, row, cancellation), null);
    }

    private async Task<AgentView?> ViewAsync(HeadgateDb db, long account, long agent, CancellationToken cancellation)
    {
        var row = await db
            .Agents.AsNoTracking()
            .SingleOrDefaultAsync(a => a.AccountId == account && a.Id == agent && a.State == RowState.Active, cancellation);
        return row is null ? null : await ViewAsync(db, row, cancellation);
    }

    private async Task<AgentView> ViewAsync(HeadgateDb db, Agent row, CancellationToken cancellation)
    {
        var (keys, grants) = (await KeysAsync(db, row.Id, cancellation), await GrantsAsync(db, row.Id, cancellation));
        return View(row, keys, grants, await PlacesAsync(db, row.AccountId, grants, cancellation));
    }

    private static Task<AccountPlaces> PlacesAsync(
        HeadgateDb db,
        long account,
        IEnumerable<AgentGrant> grants,
        CancellationToken cancellation
    ) => AgentTables.PlacesAsync(db, account, [.. grants.Select(GrantRows.PlacesOf)], cancellation);

    private AgentView View(Agent row, IEnumerable<AgentKey> keys, IEnumerable<AgentGrant> grants, AccountPlaces places) =>
        new()
        {
            Id = row.Id,
            AccountId = row.AccountId,
            Name = row.Name,
            Description = row.Description,
            Owner = row.Owner,
            Upstream = row.Upstream,
            Enabled = row.Enabled,
            ObserveUntil = row.ObserveUntil is { } end && end > _time.GetUtcNow() ? end : null,
            Version = row.Version,
            CreatedAt = row.CreatedAt,
            LastUsed = row.LastUsed,
            Keys = KeyViews([.. keys]),
            Grants = [.. grants.OrderBy(g => g.Id).Select(g => GrantRows.ToView(g, row.Upstream == Agent.Local ? places : null))],
        };

    private static AgentFault NoAgent(long agent) => new(null, $"There is no agent {agent}.");

    private static Task<Agent?> RowAsync(HeadgateDb db, long account, long agent, CancellationToken cancellation) =>
        db.Agents.SingleOrDefaultAsync(a => a.AccountId == account && a.Id == agent && a.State == RowState.Active, cancellation);

    private static Task<List<AgentKey>> KeysAsync(HeadgateDb db, long agent, CancellationToken cancellation) =>
        db.AgentKeys.AsNoTracking().Where(k => k.AgentId == agent && k.State == RowState.Active).ToListAsync(cancellation);

    private static Task<List<AgentGrant>> GrantsAsync(HeadgateDb db, long agent, CancellationToken cancellation) =>
        db.AgentGrants.AsNoTracking().Where(g => g.AgentId == agent && g.State == RowState.Active).ToListAsync(cancellation);
}
