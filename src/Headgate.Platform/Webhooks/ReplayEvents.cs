using System.Net;
using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Platform.Webhooks.Delivery;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Sends events of a subscription again.</summary>
internal sealed class ReplayEvents : IOperation<ReplayRequest>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.replay",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/webhooks/subscription/{subscription_id}/replay/",
            Capability = Capabilities.WebhookSubscriptions,
            OpenToAgents = true,
            Permission = Permission.Write(PermissionResource.Webhooks),
            Suffices = ["Webhook", "Developer", "Account Admin"],
            Risk = "A receiver that does not keep the ids of events acts a second time on what it has seen.",
            Sentence = "{actor} replayed events to {target}",
            Summary = "Replay events of a webhook subscription",
            Description =
                "Sends one event again (event_id), or all of a span of time (since, until): the same body under the same event id. What happened in the span while the "
                + "subscription was switched off was never sent, and is sent now. With dry_run it only counts. Events of the last 30 days, at most 1,000 at once.",
            CallsPerMinute = 10,
            Limits = "10 replays a minute for each caller, dry runs among them; 1,000 events in one.",
            Fields = ReplayRequest.Fields,
            Answers = AnswerForm.One(PlatformJson.Default.SubscriptionReplayView),
            Source = "headgate: replay of webhooks",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<ReplayRequest> input, CancellationToken cancellation)
    {
        var request = input.ApplyTo(new());
        request.Check(input.Problems);
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await SubscriptionRows.FindAsync(call, db, cancellation) is not { } subscription)
        {
            return Answer.NotFound;
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (!subscription.Active)
        {
            return Answer.RuleBroken("the subscription is switched off; a PUT with \"active\": true switches it on");
        }
        var replay = call.Service<EventReplay>();
        var (events, runs) = (EventRows.Of(call, db), db.Runs.Visible(call.Scope));
        var plan = await replay.PlanAsync(db, subscription, events, runs, request, cancellation);
        if (plan.Problem is { } problem)
        {
            return Answer.BadRequest(plan.Field, problem);
        }
        if (request.IsDryRun)
        {
            return Of(call, plan, plan.Count, isDryRun: true).WithAlso("counted them only");
        }
        try
        {
            var count = await replay.QueueAsync(db, plan, cancellation);
            return Of(call, plan, count, isDryRun: false).WithAlso(count == 1 ? "queued 1 event" : $"queued {count} events");
        }
        catch (DbUpdateException)
        {
            return Answer.Failure(HttpStatusCode.Conflict, "Another replay has just sent some of these events; ask again.");
        }
    }

    private static Answer Of(CallContext call, ReplayPlan plan, int count, bool isDryRun) =>
        call.Ok(new SubscriptionReplayView(call.RouteText("subscription_id"), isDryRun, count, plan.Missed.Count));
}
