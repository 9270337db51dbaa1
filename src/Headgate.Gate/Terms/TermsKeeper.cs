using System.Buffers;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Approvals;
using Headgate.Gate.Budgets;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
using Headgate.Gate.History;
using Headgate.Gate.Models;
using Headgate.Wire;

namespace Headgate.Gate.Terms;

/// <summary>
/// Takes what the grants of agents ask for: first the models and what was done before, for which nothing is taken, then the budget, which can be given back, then a person's yes, which cannot.
/// </summary>
internal sealed class TermsKeeper(ModelRule models, HistoryRule history, BudgetRule rule, BudgetLedger budgets, ApprovalQueue approvals)
    : ITermsKeeper
{
    public async ValueTask<TermsTaken> TakeAsync(TermsCall call, CancellationToken cancellation)
    {
        var terms = (GrantTerms)call.Terms!;
        var (foreign, bound) = terms.Models is { } allowed ? await models.TakeAsync(call, allowed, cancellation) : (null, null);
        if (foreign is not null)
        {
            return new TermsTaken(foreign);
        }
        var (unread, read) = terms.History is { } before ? await history.ReadingAsync(call, before, cancellation) : (null, null);
        if (unread is not null)
        {
            return new TermsTaken(unread);
        }
        var taken = await TakeOfDayAsync(call, terms, cancellation);
        taken = taken with { Note = Notes(read, taken.Note), RunTerms = bound?.ToJson() };
        if (taken.Refusal is not null || terms.Approval is null)
        {
            return taken;
        }
        try
        {
            var approved = await approvals.TakeAsync(call, terms, cancellation);
            if (approved.Refusal is null)
            {
                return taken with
                {
                    Note = Notes(taken.Note, approved.Note),
                    Approval = approved.Approval,
                    AgreedCommit = approved.AgreedCommit,
                };
            }
            await GiveBackAsync(taken.Held as BudgetShare);
            return approved;
        }
        catch
        {
            await GiveBackAsync(taken.Held as BudgetShare);
            throw;
        }
    }

    public async ValueTask<TermsForeseen> ForeseeAsync(TermsCall call, CancellationToken cancellation)
    {
        if (call.Caller.Upstream is not null || !ConditionFaults.StartsRuns(call.Operation.Capability))
        {
            return TermsForeseen.Nothing;
        }
        var terms = call.Terms as GrantTerms;
        var foreseen = await models.ForeseeAsync(call, terms?.Models, cancellation);
        return foreseen.Refusal is null && terms?.History is { } before
            ? foreseen with
            {
                Refusal = await history.ForeseeAsync(call, before, cancellation),
            }
            : foreseen;
    }

    public async ValueTask SettleAsync(TermsTaken taken, CallEnd? end)
    {
        if (taken.Held is not BudgetShare share || end is null)
        {
            return;
        }
        if (end.Refusal is not null || (int)end.Answer!.Status is >= 400 and < 500)
        {
            await budgets.GiveBackAsync(share);
            return;
        }
        await budgets.EndAsync(share);
        if (share.Hold is not null && (int)end.Answer.Status < 400 && RunOf(end.Answer) is { } run)
        {
            await budgets.NoteRunAsync(share, run);
        }
    }

    /// <summary>Takes what the call needs of its day: of the budget, and as a full refresh.</summary>
    private async Task<TermsTaken> TakeOfDayAsync(TermsCall call, GrantTerms terms, CancellationToken cancellation)
    {
        var (refresh, why) = terms.History is { } before ? await history.WantsAsync(call, before, cancellation) : (null, null);
        var wanted = terms.Budget is { } budget ? await rule.WantsAsync(call, terms, budget, cancellation) : [];
        if (refresh is not null)
        {
            wanted = [.. wanted, refresh];
        }
        if (wanted.Count == 0)
        {
            return new TermsTaken((Decision?)null);
        }
        var (share, note, full) = await budgets.TakeAsync(call, wanted, cancellation);
        return full is not { } lacks ? new TermsTaken((Decision?)null) { Held = share, Note = note }
            : lacks.Want == refresh ? history.Refusal(call, refresh, lacks.Used, why!, cancellation)
            : rule.Refusal(call, lacks.Want, lacks.Used);
    }

    private static string? Notes(params ReadOnlySpan<string?> notes)
    {
        var told = new List<string>();
        foreach (var note in notes)
        {
            if (note is { Length: > 0 })
            {
                told.Add(note);
            }
        }
        return told.Count == 0 ? null : string.Join(", ", told);
    }

    private Task GiveBackAsync(BudgetShare? share) => share is null ? Task.CompletedTask : budgets.GiveBackAsync(share);

    /// <summary>The run that a call has started, as its answer names it.</summary>
    private static long? RunOf(Answer answer)
    {
        if (answer is not DataAnswer data)
        {
            return null;
        }
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            data.WriteData(json);
        }
        var run = JsonElement.Parse(buffer.WrittenSpan);
        return run.ValueKind == JsonValueKind.Object && run.TryGetProperty("id", out var id) && id.TryGetInt64(out var number)
            ? number
            : null;
    }
}
