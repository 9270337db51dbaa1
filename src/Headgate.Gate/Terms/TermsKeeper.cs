using System.Buffers;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Approvals;
using Headgate.Gate.Budgets;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
using Headgate.Gate.Models;
using Headgate.Wire;

namespace Headgate.Gate.Terms;

/// <summary>
/// Takes what the grants of agents ask for: first the models, for which nothing is taken, then the budget, which can be given back, then a person's yes, which cannot.
/// </summary>
internal sealed class TermsKeeper(ModelRule models, BudgetLedger budgets, ApprovalQueue approvals) : ITermsKeeper
{
    public async ValueTask<TermsTaken> TakeAsync(TermsCall call, CancellationToken cancellation)
    {
        var terms = (GrantTerms)call.Terms!;
        if (terms.Models is { } rule && await models.RefusalAsync(call, rule, cancellation) is { } foreign)
        {
            return new TermsTaken(foreign);
        }
        var taken = new TermsTaken((Decision?)null);
        BudgetShare? share = null;
        if (terms.Budget is not null)
        {
            (share, var refusal, var note) = await budgets.TakeAsync(call, terms, cancellation);
            if (refusal is not null)
            {
                return refusal;
            }
            taken = taken with { Held = share, Note = note };
        }
        if (terms.Approval is null)
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
                    Note = string.Join(", ", new[] { taken.Note, approved.Note }.OfType<string>()),
                    Approval = approved.Approval,
                };
            }
            await GiveBackAsync(share);
            return approved;
        }
        catch
        {
            await GiveBackAsync(share);
            throw;
        }
    }

    public async ValueTask<TermsForeseen> ForeseeAsync(TermsCall call, CancellationToken cancellation) =>
        call.Caller.Upstream is null && ConditionFaults.StartsRuns(call.Operation.Capability)
            ? await models.ForeseeAsync(call, (call.Terms as GrantTerms)?.Models, cancellation)
            : TermsForeseen.Nothing;

    public async ValueTask SettleAsync(TermsTaken taken, CallEnd? end)
    {
        if (taken.Held is not BudgetShare share || end is null)
        {
            return;
        }
        if (end.Refusal is not null || (int)end.Answer!.Status is >= 400 and < 500)
        {
            await budgets.GiveBackAsync(share);
        }
        else if (share.Hold is not null && (int)end.Answer.Status < 400 && RunOf(end.Answer) is { } run)
        {
            await budgets.NoteRunAsync(share, run);
        }
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
