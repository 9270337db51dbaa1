using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Foreign;

/// <content>Their tools.</content>
public sealed partial class ForeignServers
{
    /// <summary>A page of a server's tools, by name, and how many there are; null where the account has no such server.</summary>
    public async Task<(IReadOnlyList<ForeignToolView> Page, int Total)?> ToolsAsync(
        long account,
        long server,
        int offset,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        if (await RowAsync(db.ForeignServers.AsNoTracking(), account, server, cancellation) is null)
        {
            return null;
        }
        var all = db.ForeignTools.AsNoTracking().Where(t => t.ServerId == server && t.State == RowState.Active);
        var page = await all.OrderBy(t => t.Name).ThenBy(t => t.Id).Skip(offset).Take(limit).ToListAsync(cancellation);
        return ([.. page.Select(View)], await all.CountAsync(cancellation));
    }

    /// <summary>
    /// A person has looked at a tool as it is and lets it be used, or takes that back. The digest says which definition was looked at: what was changed in between is not
    /// let through with it.
    /// </summary>
    public async Task<AgentResult<ForeignToolView>> ReviewAsync(
        (long Account, long Server, long Tool) which,
        string digest,
        bool approve,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var owner = await RowAsync(db.ForeignServers, which.Account, which.Server, cancellation);
        var row = await db.ForeignTools.SingleOrDefaultAsync(
            t => t.Id == which.Tool && t.ServerId == which.Server && t.State == RowState.Active,
            cancellation
        );
        if (owner is null || row is null)
        {
            return new(null, new(null, $"There is no tool {which.Tool} of foreign server {which.Server}."));
        }
        if (approve && !string.Equals(row.Digest, digest, StringComparison.Ordinal))
        {
            return new(null, new("digest", $"The tool {row.Name} is another one by now ({row.Digest}): look at it again."));
        }
        if (approve && row.LeftOut is { } why)
        {
            return new(null, new("digest", $"The tool {row.Name} cannot be used: {why}."));
        }
        var sentence = approve
            ? $"looked at the foreign tool {row.Name}; agents that are granted it may call it"
            : $"switched the foreign tool {row.Name} off";
        await _changes.RecordAsync(
            by,
            "gate.mcp_servers.tools.review",
            which.Account,
            sentence,
            row.ReviewedDigest,
            approve ? row.Digest : null
        );
        row.ReviewedDigest = approve ? row.Digest : null;
        row.ReviewedDefinition = approve ? row.Definition : row.ReviewedDefinition;
        (row.ReviewedAt, row.ReviewedBy) = (_time.GetUtcNow(), by.Describe());
        owner.Version++;
        await db.SaveChangesAsync(cancellation);
        return new(View(row), null);
    }

    private static ForeignToolView View(ForeignTool row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Tool = row.Tool,
            Status = row switch
            {
                { LeftOut: not null } => "left_out",
                { ReviewedDigest: null, ReviewedAt: null } => "new",
                { ReviewedDigest: null } => "off",
                _ when row.ReviewedDigest == row.Digest => "on",
                _ => "changed",
            },
            LeftOut = row.LeftOut,
            Digest = row.Digest,
            Definition = JsonElement.Parse(row.Definition),
            Changes = ForeignChanges.Of(row.ReviewedDefinition, row.Definition),
            ReviewedAt = row.ReviewedAt,
            ReviewedBy = row.ReviewedBy,
        };
}
