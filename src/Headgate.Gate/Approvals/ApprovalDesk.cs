using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Approvals;

/// <summary>Where people see what agents ask for, and answer. A yes or no is to the whole call, and stands on the disk before it counts.</summary>
public sealed class ApprovalDesk
{
    private const int Longest = 1000;

    private readonly IDbContextFactory<HeadgateDb> _databases;
    private readonly ChangeRecords _changes;
    private readonly ExpiryClock _clock;

    private readonly ApprovalEvents _events;

    internal ApprovalDesk(IDbContextFactory<HeadgateDb> databases, ChangeRecords changes, ApprovalEvents events, ExpiryClock clock) =>
        (_databases, _changes, _events, _clock) = (databases, changes, events, clock);

    /// <summary>The questions of an account, or of one of its agents, the newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="agent">The agent; null for all.</param>
    /// <param name="status">Only in this state; null for all.</param>
    /// <param name="offset">How many are left out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The page, and how many there are.</returns>
    public async Task<(IReadOnlyList<ApprovalView> Page, int Total)> ListAsync(
        long account,
        long? agent,
        string? status,
        int offset,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var now = _clock.Now;
        var rows = db.Approvals.AsNoTracking().Where(a => a.AccountId == account && (agent == null || a.AgentId == agent));
        rows = status switch
        {
            null => rows,
            ApprovalStatus.Waiting or ApprovalStatus.Approved => rows.Where(a => a.Status == status && a.ExpiresAt > now),
            ApprovalStatus.Expired => rows.Where(a =>
                a.Status == ApprovalStatus.Expired
                || ((a.Status == ApprovalStatus.Waiting || a.Status == ApprovalStatus.Approved) && a.ExpiresAt <= now)
            ),
            _ => rows.Where(a => a.Status == status),
        };
        var page = await rows.OrderByDescending(a => a.Id).Skip(offset).Take(limit).ToListAsync(cancellation);
        return ([.. page.Select(a => ApprovalView.Of(a, now))], await rows.CountAsync(cancellation));
    }

    /// <summary>One question; null where the account, or the agent, has none of this id.</summary>
    public async Task<ApprovalView?> FindAsync(long account, long? agent, long id, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var row = await db
            .Approvals.AsNoTracking()
            .FirstOrDefaultAsync(a => a.AccountId == account && a.Id == id && (agent == null || a.AgentId == agent), cancellation);
        return row is null ? null : ApprovalView.Of(row, _clock.Now);
    }

    /// <summary>Says yes or no, once and for all.</summary>
    public async Task<AgentResult<ApprovalView>> DecideAsync(
        long account,
        long id,
        bool yes,
        string? note,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        if (note is { Length: > Longest } || note?.Any(c => HiddenCharacter.Is(c) && c is not ('\n' or '\t')) == true)
        {
            return new(null, new("note", $"A note has at most {Longest} visible characters."));
        }
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var question = await db.Approvals.AsNoTracking().FirstOrDefaultAsync(a => a.AccountId == account && a.Id == id, cancellation);
        if (question is null)
        {
            return new(null, new(null, $"There is no approval {id}."));
        }
        if (await Approvers.OwnAsync(db, question, by, cancellation) is { } own)
        {
            await _changes.RecordAsync(
                by,
                "gate.approvals.decide",
                account,
                $"was refused to decide approval {id}: {own.TrimEnd('.')}",
                null,
                null
            );
            return new(null, new("decision", own));
        }
        var now = _clock.Now;
        if (question.Status != ApprovalStatus.Waiting || question.ExpiresAt <= now)
        {
            return new(null, new("decision", Over(question, now)));
        }
        var (word, digest) = (yes ? ApprovalStatus.Approved : ApprovalStatus.Refused, question.Digest[..12]);
        await _changes.RecordAsync(
            by,
            "gate.approvals.decide",
            account,
            $"{(yes ? "agreed to" : "said no to")} approval {id} of agent \"{question.AgentName}\": {question.Effect.TrimEnd('.')} (call {digest})",
            ApprovalStatus.Waiting,
            word
        );
        var (who, with, until) = (
            by.Describe(),
            Approvers.CredentialOf(by),
            yes ? now.AddMinutes(question.UseMinutes) : question.ExpiresAt
        );
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var decided = await db
            .Approvals.Where(a => a.Id == id && a.Status == ApprovalStatus.Waiting && a.ExpiresAt > now)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.Status, word)
                        .SetProperty(a => a.DecidedAt, now)
                        .SetProperty(a => a.DecidedBy, who)
                        .SetProperty(a => a.DecidedWith, with)
                        .SetProperty(a => a.Note, note)
                        .SetProperty(a => a.ExpiresAt, until)
                        .SetProperty(a => a.UpdatedAt, now),
                CancellationToken.None
            );
        var row = await db.Approvals.AsNoTracking().SingleAsync(a => a.Id == id, cancellation);
        if (decided == 1)
        {
            db.OutboxEvents.Add(_events.Of(ApprovalChange.Decided, row, now));
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            return new(ApprovalView.Of(row, now), null);
        }
        await transaction.RollbackAsync(cancellation);
        await _changes.RecordAsync(
            by,
            "gate.approvals.decide",
            account,
            $"came too late for approval {id}, which {row.DecidedBy} had decided",
            word,
            row.Status
        );
        return new(null, new("decision", Over(row, now)));
    }

    private static string Over(Approval row, DateTimeOffset now) =>
        row switch
        {
            { DecidedBy: { } who, DecidedAt: { } at } => string.Create(
                CultureInfo.InvariantCulture,
                $"Approval {row.Id} was decided by {who} at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC: it is {ApprovalView.Of(row, now).Status}."
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"Approval {row.Id} waited until {row.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC and is over."
            ),
        };
}
