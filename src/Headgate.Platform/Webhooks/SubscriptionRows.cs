using System.Globalization;
using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Platform.Webhooks.Receivers;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Rows of subscriptions on their way from the database to an answer and back.</summary>
internal static class SubscriptionRows
{
    private static readonly Include Jobs = new("job_ids", Capabilities.Jobs, Permission.AnyToken, "The jobs that it listens to.");

    /// <summary>The subscription of the path, for a change; null where it is gone, or listens to more by now than the caller was allowed to touch.</summary>
    public static async Task<WebhookSubscription?> FindAsync(CallContext call, HeadgateDb db, CancellationToken cancellation)
    {
        var id = call.RouteText("subscription_id");
        var row = await db.WebhookSubscriptions.FirstOrDefaultAsync(
            s => s.Id == id && s.AccountId == call.AccountId && s.State == RowState.Active,
            cancellation
        );
        return
            row is not null
            && ApprovalEvents.MayTouch(call, row.EventTypes)
            && call.IsAllowedAt(await SubscriptionTargets.OfAsync(db, row, cancellation))
            ? row
            : null;
    }

    /// <summary>Notes what is wrong with a subscription beyond its fields: its receiver, and jobs that do not exist or that the caller may not listen to.</summary>
    public static async Task CheckAsync(
        CallContext call,
        HeadgateDb db,
        WebhookSubscription row,
        Input<WebhookSubscription> input,
        CancellationToken cancellation
    )
    {
        if (!ApprovalEvents.MayTouch(call, row.EventTypes))
        {
            input.Problem("event_types", "events of approvals are told to those alone who may decide them, and to no agent");
        }
        if (call.Service<ReceiverRules>().Problem(new Uri(row.ClientUrl)) is { } problem)
        {
            input.Problem("client_url", problem);
        }
        var found = await db
            .Jobs.AsNoTracking()
            .Where(j => j.AccountId == call.AccountId && j.State == RowState.Active && row.JobIds.Contains(j.Id))
            .ToListAsync(cancellation);
        var visible = found.Where(job => call.MaySee(Jobs, RowTargets.Of(job))).Select(job => job.Id);
        // Jobs that do not exist and jobs that the caller may not see get the same message.
        foreach (var missing in row.JobIds.Except(visible))
        {
            input.Problem("job_ids", string.Create(CultureInfo.InvariantCulture, $"no job has the id {missing}"));
        }
        // The jobs were judged where they were before this transaction; they may have moved.
        if (input.Refusal is null && !call.IsAllowedAt(await SubscriptionTargets.OfAsync(db, row, cancellation)))
        {
            input.Problem("job_ids", "a job has moved to where you may not listen");
        }
    }

    /// <summary>The view of a subscription, which names its account by its identifier.</summary>
    public static async Task<SubscriptionView> ViewAsync(HeadgateDb db, WebhookSubscription row, CancellationToken cancellation) =>
        SubscriptionView.Of(row, await IdentifierAsync(db, row.AccountId, cancellation));

    public static Task<string> IdentifierAsync(HeadgateDb db, long account, CancellationToken cancellation) =>
        db.Accounts.Where(a => a.Id == account).Select(a => a.Identifier).FirstAsync(cancellation);
}
