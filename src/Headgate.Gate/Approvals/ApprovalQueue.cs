using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
using Headgate.Gate.Models;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Approvals;

/// <summary>Asks people for a yes to a call, and spends it: once, for exactly that call, while all that it rested on is as it was.</summary>
internal sealed class ApprovalQueue(
    IDbContextFactory<HeadgateDb> databases,
    ArtifactStore artifacts,
    ModelForesight foresight,
    Approvers approvers,
    ApprovalEvents events,
    ExpiryClock clock,
    IBranchHeads? branches = null
)
{
    /// <summary>Most questions of one agent that wait at a time, calls and requests for grants together.</summary>
    internal const int MostOpen = 20;

    private static readonly TimeSpan Cooling = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);

    /// <summary>Spends a yes that there is, or asks.</summary>
    public async Task<TermsTaken> TakeAsync(TermsCall call, GrantTerms terms, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (digest, now) = (CallDigest.Of(call), clock.Now);
        var asked = await db
            .Approvals.Where(a => a.AgentId == call.Caller.Id && a.Digest == digest)
            .OrderByDescending(a => a.Id)
            .FirstOrDefaultAsync(cancellation);
        switch (asked)
        {
            case { Status: ApprovalStatus.Waiting } when now < asked.ExpiresAt:
                await AskedAgainAsync(db, asked.Id, cancellation);
                return Ask(call, asked.Id, asked.ExpiresAt);
            case { Status: ApprovalStatus.Waiting }:
                // The unique index lets one wait: what nobody answered in time is over.
                await EndAsync(db, asked.Id, ApprovalStatus.Waiting, ApprovalStatus.Expired, cancellation);
                break;
            case { Status: ApprovalStatus.Approved } when now < asked.ExpiresAt:
                return await SpendAsync(db, call, asked, cancellation);
            case { Status: ApprovalStatus.Refused, DecidedAt: { } decided } when now < decided + Cooling:
                return No(
                    Reason.ApprovalRefused,
                    $"{Act(call)}: {asked.DecidedBy} said no to it (approval {Id(asked.Id)}){Said(asked)}. It can be asked again at {Time(decided + Cooling)}.",
                    asked.Id
                );
        }
        var open = await db.Approvals.CountAsync(
            a => a.AgentId == call.Caller.Id && a.Status == ApprovalStatus.Waiting && a.ExpiresAt > now,
            cancellation
        );
        if (open >= MostOpen)
        {
            return No(
                Reason.ApprovalQueue,
                $"{Act(call)} yet: {Id(open)} of its questions wait for a person already. Wait until some are answered."
            ) with
            {
                RetryAfter = Poll,
            };
        }
        return await AskAsync(db, call, terms, digest, asked, cancellation);
    }

    private async Task<TermsTaken> AskAsync(
        HeadgateDb db,
        TermsCall call,
        GrantTerms terms,
        string digest,
        Approval? before,
        CancellationToken cancellation
    )
    {
        if (ShownArguments.Of(call) is not { } arguments)
        {
            return No(
                Reason.ArgumentRule,
                $"{Act(call)}: what it sends is too long for a person to read, so that nobody can agree to it. Send less."
            );
        }
        var (now, models, branch) = (clock.Now, await ModelsAsync(call, cancellation), await BranchAsync(call, cancellation));
        var question = new Approval
        {
            AccountId = call.Caller.HomeAccountId,
            AgentId = call.Caller.Id,
            AgentName = call.Caller.Name,
            Upstream = call.Caller.Upstream?.Name,
            Operation = call.Operation.Id,
            Target = call.Target.Describe(),
            ProjectId = call.Target.ProjectId,
            GrantId = terms.Grant,
            Digest = digest,
            Facts = JsonSerializer.Serialize(await ApprovalFacts.OfAsync(db, call, models, branch, cancellation)),
            Arguments = JsonSerializer.Serialize(arguments),
            Effect = await CallEffect.OfAsync(db, artifacts, call, models, cancellation) + branch?.Words(),
            ExpiresAt = now.AddMinutes(terms.Approval!.AskMinutes),
            UseMinutes = terms.Approval.UseMinutes,
            Note = before switch
            {
                { Status: ApprovalStatus.Refused } => $"{before.DecidedBy} said no to the same call at {Time(before.DecidedAt!.Value)}.",
                { Status: ApprovalStatus.Spent } => $"The same call was agreed to before: {Spent(before)}",
                _ => null,
            },
        };
        db.Approvals.Add(question);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.SaveChangesAsync(cancellation);
            db.OutboxEvents.Add(events.Of(ApprovalChange.Requested, question, now));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // The same call at the same moment: one of them asks, all of them wait.
            db.ChangeTracker.Clear();
            var other = await db
                .Approvals.AsNoTracking()
                .FirstOrDefaultAsync(
                    a => a.AgentId == call.Caller.Id && a.Digest == digest && a.Status == ApprovalStatus.Waiting,
                    cancellation
                );
            if (other is null)
            {
                throw;
            }
            await AskedAgainAsync(db, other.Id, cancellation);
            return Ask(call, other.Id, other.ExpiresAt);
        }
        var otherCall = await db
            .Approvals.AsNoTracking()
            .Where(a =>
                a.AgentId == call.Caller.Id
                && a.Operation == question.Operation
                && a.Target == question.Target
                && a.Status == ApprovalStatus.Approved
                && a.ExpiresAt > now
                && a.Id != question.Id
            )
            .Select(a => (long?)a.Id)
            .FirstOrDefaultAsync(cancellation);
        return Ask(call, question.Id, question.ExpiresAt, otherCall, before is { Status: ApprovalStatus.Spent } ? before : null);
    }

    private async Task<TermsTaken> SpendAsync(HeadgateDb db, TermsCall call, Approval asked, CancellationToken cancellation)
    {
        if (await approvers.GoneAsync(db, asked, cancellation) is { } gone)
        {
            await EndAsync(db, asked.Id, ApprovalStatus.Approved, ApprovalStatus.Stale, cancellation);
            return No(
                Reason.ApproverGone,
                $"{Act(call)}: {asked.DecidedBy} agreed to it (approval {Id(asked.Id)}), and {gone}. Ask again.",
                asked.Id
            );
        }
        var then = JsonSerializer.Deserialize<SortedDictionary<string, string>>(asked.Facts)!;
        var branch = await BranchAsync(call, cancellation);
        var facts = await ApprovalFacts.OfAsync(db, call, await ModelsAsync(call, cancellation), branch, cancellation);
        if (ApprovalFacts.Changed(then, facts) is { Count: > 0 } changed)
        {
            await EndAsync(db, asked.Id, ApprovalStatus.Approved, ApprovalStatus.Stale, cancellation);
            return No(
                Reason.ApprovalStale,
                $"{Act(call)}: {asked.DecidedBy} agreed to it (approval {Id(asked.Id)}), and since then {string.Join(", ", changed)} changed. Ask again.",
                asked.Id
            );
        }
        if (branch is { Commit: null })
        {
            await EndAsync(db, asked.Id, ApprovalStatus.Approved, ApprovalStatus.Stale, cancellation);
            return No(
                Reason.ApprovalStale,
                $"{Act(call)}: at which commit its branch is cannot be looked up, so that nobody can have agreed to it. Send git_sha too, and ask again.",
                asked.Id
            );
        }
        var (now, request) = (clock.Now, call.RequestId);
        var spent = await db
            .Approvals.Where(a => a.Id == asked.Id && a.Status == ApprovalStatus.Approved)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.Status, ApprovalStatus.Spent)
                        .SetProperty(a => a.SpentAt, now)
                        .SetProperty(a => a.SpentBy, request)
                        .SetProperty(a => a.UpdatedAt, now),
                // Once it is spent, it is, whether the caller waits or not.
                CancellationToken.None
            );
        return spent == 1
            ? new TermsTaken((Decision?)null)
            {
                Note = $"approval {Id(asked.Id)} by {asked.DecidedBy}" + (branch is { Commit: { } commit } ? $", at commit {commit}" : ""),
                Approval = asked.Id,
                AgreedCommit = branch?.Commit,
            }
            : No(
                Reason.ApprovalMismatch,
                $"{Act(call)}: approval {Id(asked.Id)} was used by another call at the same moment. Ask again.",
                asked.Id
            );
    }

    /// <summary>Where the branch is that a call names, which can move; null where it names none, or a commit besides.</summary>
    private async Task<NamedBranch?> BranchAsync(TermsCall call, CancellationToken cancellation) =>
        call.Caller.Upstream is null
        && branches is not null
        && call.Target.EnvironmentId is { } environment
        && ValueOf(call, "git_branch") is { } name
        && ValueOf(call, "git_sha") is null
            ? new NamedBranch(name, await branches.FindAsync(environment, name, cancellation))
            : null;

    private static string? ValueOf(TermsCall call, string field) =>
        FieldValues.Declares(call.Operation, field)
        && FieldValues.Of(call.Operation, call.Arguments.Source, field) is [{ Length: > 0 } value]
            ? value
            : null;

    /// <summary>What the run that a call starts would touch; null where it starts none, or nothing is known of that.</summary>
    private async Task<ForeseenNodes?> ModelsAsync(TermsCall call, CancellationToken cancellation) =>
        ConditionFaults.StartsRuns(call.Operation.Capability) ? (await foresight.OfAsync(call, rule: null, cancellation)).Nodes : null;

    private static Task<int> AskedAgainAsync(HeadgateDb db, long id, CancellationToken cancellation) =>
        db.Approvals.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Asked, a => a.Asked + 1), cancellation);

    private static Task<int> EndAsync(HeadgateDb db, long id, string from, string to, CancellationToken cancellation) =>
        db.Approvals.Where(a => a.Id == id && a.Status == from).ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, to), cancellation);

    private static TermsTaken Ask(TermsCall call, long id, DateTimeOffset until, long? other = null, Approval? spent = null) =>
        new(
            new Decision(
                Effect.Ask,
                other is not null ? Reason.ApprovalMismatch
                    : spent is not null ? Reason.ApprovalSpent
                    : Reason.ApprovalNeeded,
                (other is { } approved ? $"Approval {Id(approved)} is for another call than this one. " : "")
                    + (spent is not null ? $"A{Spent(spent)[1..]} Look what came of that first. " : "")
                    + $"{Act(call)} before a person has agreed: approval {Id(id)} waits until {Time(until)}. "
                    + $"Look at {ApprovalPath.Of(call.Caller.AccountId, id)} for the answer, and after a yes send exactly the same call again."
            )
            {
                Grant = call.Decision.Grant,
            }
        )
        {
            Note = $"approval {Id(id)}",
            Approval = id,
            RetryAfter = Poll,
        };

    private static TermsTaken No(Reason reason, string message, long? approval = null) =>
        new(Decision.Deny(reason, message)) { Note = approval is { } id ? $"approval {Id(id)}" : null };

    private static string Act(TermsCall call) =>
        $"{call.Caller.Actor} may not {Denials.LowerFirst(call.Operation.Summary.TrimEnd('.'))} at {call.Target.Describe()}";

    private static string Spent(Approval before) =>
        $"approval {Id(before.Id)} was used at {Time(before.SpentAt!.Value)} by request {before.SpentBy}.";

    private static string Said(Approval asked) => asked.Note is { Length: > 0 } note ? $": {JsonSerializer.Serialize(note)}" : "";

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
