using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <content>Grants.</content>
public sealed partial class AgentRegistry
{
    private const int MostGrants = 1000;

    /// <summary>Puts a grant. It replaces the one of the same capability at the same places; the level <c>off</c> removes that one.</summary>
    public async Task<AgentResult<AgentView>> PutGrantAsync(
        long account,
        long agent,
        NewGrant grant,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        if (GrantRows.Check(grant, _catalogue) is { } fault)
        {
            return new(null, fault);
        }
        if (grant.ExpiresAt is { } end && end <= _time.GetUtcNow())
        {
            return new(null, new("expires_at", "The end of a grant lies in the future."));
        }
        await using var change = await _rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await RowAsync(db, account, agent, cancellation) is not { } row)
        {
            return new(null, NoAgent(agent));
        }
        if (grant.Version is { } version && version != row.Version)
        {
            return new(
                null,
                new("version", $"Somebody changed the agent meanwhile: its version is {row.Version} and no longer {version}.")
            );
        }
        if (GrantRows.CheckElsewhere(grant, row.Upstream) is { } elsewhere)
        {
            return new(null, elsewhere);
        }
        if (await UnknownToolAsync(db, account, grant, cancellation) is { } unknown)
        {
            return new(null, new("tools", $"There is no foreign tool \"{unknown}\"; 'headgate mcp-server tools' lists them."));
        }
        var mine = await db.AgentGrants.Where(g => g.AgentId == agent && g.State == RowState.Active).ToListAsync(cancellation);
        var replaced = mine.FindAll(g => GrantRows.Replaces(grant, g));
        var old = replaced.FirstOrDefault();
        if (old is null && mine.Count >= MostGrants)
        {
            return new(null, new("capability", $"An agent has at most {MostGrants} grants."));
        }
        var before = old is null ? null : string.Join("; ", replaced.Select(GrantRows.Sentence));
        var target =
            old
            ?? new AgentGrant
            {
                AccountId = account,
                AgentId = agent,
                Capability = grant.Capability,
            };
        var opened = OpenedBy(grant, replaced);
        GrantRows.Fill(target, grant);
        foreach (var other in replaced.Skip(1))
        {
            other.State = RowState.Deleted;
        }
        target.CreatedBy = by.Describe();
        if (string.Equals(grant.Level, "off", StringComparison.Ordinal))
        {
            target.State = RowState.Deleted;
        }
        else if (old is null)
        {
            db.AgentGrants.Add(target);
        }
        await _changes.RecordAsync(
            by,
            "gate.grants.put",
            account,
            $"granted agent \"{row.Name}\": {GrantRows.Sentence(target)}",
            before,
            $"{GrantRows.Sentence(target)}{opened}"
        );
        row.Version++;
        await change.CommitAsync(cancellation);
        return new(await ViewAsync(db, row, cancellation), null);
    }

    /// <summary>How many operations a grant opens that those in its place did not, for the record of the change; empty for none.</summary>
    private string OpenedBy(NewGrant grant, IReadOnlyList<AgentGrant> replaced)
    {
        static bool Opens(string level, Operation operation) =>
            string.Equals(level, "full", StringComparison.Ordinal)
            || (string.Equals(level, "read", StringComparison.Ordinal) && operation.Access == Access.Read);
        var count =
            _catalogue?.Operations.Count(o =>
                o.Capability.Id == grant.Capability && Opens(grant.Level, o) && !replaced.Any(r => Opens(r.Level, o))
            )
            ?? 0;
        return count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" ({count} {(count == 1 ? "operation" : "operations")} newly allowed)");
    }

    /// <summary>A named tool that no server of the account has; null where all are there, whether anyone has looked at them or not.</summary>
    private static async Task<string?> UnknownToolAsync(HeadgateDb db, long account, NewGrant grant, CancellationToken cancellation)
    {
        if (grant.Tools.Count == 0 || string.Equals(grant.Level, "off", StringComparison.Ordinal))
        {
            return null;
        }
        var known = await db
            .ForeignTools.AsNoTracking()
            .Where(t => t.AccountId == account && t.State == RowState.Active && grant.Tools.Contains(t.Name))
            .Select(t => t.Name)
            .ToListAsync(cancellation);
        return grant.Tools.Except(known, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>Takes a grant back: without effect at once.</summary>
    public async Task<AgentResult<AgentView>> RevokeGrantAsync(
        long account,
        long agent,
        long grant,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await using var change = await _rights.BeginAsync(cancellation);
        var db = change.Db;
        var row = await RowAsync(db, account, agent, cancellation);
        var old = await db.AgentGrants.SingleOrDefaultAsync(
            g => g.AgentId == agent && g.Id == grant && g.State == RowState.Active,
            cancellation
        );
        if (row is null || old is null)
        {
            return new(null, new(null, $"There is no grant {grant} of agent {agent}."));
        }
        await _changes.RecordAsync(
            by,
            "gate.grants.revoke",
            account,
            $"took back from agent \"{row.Name}\": {GrantRows.Sentence(old)}",
            GrantRows.Sentence(old),
            null
        );
        old.State = RowState.Deleted;
        row.Version++;
        await change.CommitAsync(cancellation);
        return new(await ViewAsync(db, row, cancellation), null);
    }
}
