using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Approvals;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Requests;

/// <summary>
/// What agents ask to be granted. It is asked as a call that needs a person's yes is (<see cref="ApprovalDesk"/>), and stands in the same list; the yes makes the grant.
/// </summary>
internal sealed class GrantRequests(
    IDbContextFactory<HeadgateDb> databases,
    AgentRegistry agents,
    ApprovalDesk approvals,
    ApprovalEvents events,
    ExpiryClock clock
)
{
    /// <summary>The operation that stands in a request: the one that a yes makes.</summary>
    public const string Operation = "gate.grants.put";

    private static readonly TimeSpan Waits = TimeSpan.FromDays(7);

    /// <summary>Asks for a grant; the same question again is the same request.</summary>
    /// <returns>The request; null where too many wait.</returns>
    public async Task<ApprovalView?> AskAsync(Caller agent, NewGrant grant, string reason, CancellationToken cancellation)
    {
        var (text, now) = (JsonSerializer.Serialize(grant, RequestJson.Default.NewGrant), clock.Now);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Operation}\n{text}")));
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var open = db.Approvals.Where(a => a.AgentId == agent.Id && a.Status == ApprovalStatus.Waiting);
        if (await open.FirstOrDefaultAsync(a => a.Digest == digest, cancellation) is { } same)
        {
            same.Asked++;
            same.ExpiresAt = now + Waits;
            await db.SaveChangesAsync(cancellation);
            return ApprovalView.Of(same, now);
        }
        if (await open.CountAsync(a => a.ExpiresAt > now, cancellation) >= ApprovalQueue.MostOpen)
        {
            return null;
        }
        var request = new Approval
        {
            AccountId = agent.HomeAccountId,
            AgentId = agent.Id,
            AgentName = agent.Name,
            Upstream = agent.Upstream?.Name,
            Operation = Operation,
            Target = string.Create(CultureInfo.InvariantCulture, $"agent \"{agent.Name}\""),
            Digest = digest,
            Facts = text,
            Arguments = JsonSerializer.Serialize(new Dictionary<string, string> { ["reason"] = reason }),
            Effect = $"Agent \"{agent.Name}\" gains: {GrantRows.Sentence(grant)}.",
            ExpiresAt = now + Waits,
        };
        db.Approvals.Add(request);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        db.OutboxEvents.Add(events.Of(ApprovalChange.Requested, request, now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ApprovalView.Of(request, now);
    }

    /// <summary>Whether a question is a request for a grant.</summary>
    public async Task<bool> IsRequestAsync(long account, long id, CancellationToken cancellation) =>
        await approvals.FindAsync(account, agent: null, id, cancellation) is { Operation: Operation };

    /// <summary>Says yes or no to a request; a yes makes the grant, with whatever was added to it.</summary>
    public async Task<AgentResult<ApprovalView>> DecideAsync(
        long account,
        long id,
        bool yes,
        string? note,
        DateTimeOffset? until,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        var decided = await approvals.DecideAsync(account, id, yes, note, by, cancellation);
        if (!yes || decided.Value is null)
        {
            return decided;
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var request = await db.Approvals.SingleAsync(a => a.Id == id, cancellation);
        var grant = JsonSerializer.Deserialize(request.Facts, RequestJson.Default.NewGrant)!;
        var made = await agents.PutGrantAsync(
            account,
            request.AgentId,
            grant with
            {
                ExpiresAt = until,
                Note = string.Create(CultureInfo.InvariantCulture, $"Asked for in request {id}"),
            },
            by,
            cancellation
        );
        (request.Status, request.SpentAt) = made.Fault is null
            ? (ApprovalStatus.Spent, clock.Now)
            : (ApprovalStatus.Stale, request.SpentAt);
        await db.SaveChangesAsync(CancellationToken.None);
        return made.Fault is { } fault
            ? new(null, new(fault.Field, $"The grant cannot be made any more: {fault.Message}"))
            : new(ApprovalView.Of(request, clock.Now), null);
    }
}
