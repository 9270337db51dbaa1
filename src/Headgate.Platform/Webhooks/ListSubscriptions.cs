using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Lists webhook subscriptions.</summary>
internal sealed class ListSubscriptions : IOperation
{
    private static readonly ListFields<WebhookSubscription> Fields = new ListFields<WebhookSubscription>(
        s => s.Sequence,
        CountedList.WebhookSubscriptions
    )
    {
        PageSize = 10,
    }
        .ByState()
        .OrderedBy(s => s.Name, s => s.CreatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscriptions",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows the addresses that run events are posted to; never a signing secret.",
            Sentence = "{actor} listed webhook subscriptions",
            Summary = "List webhook subscriptions",
            Description = "All subscriptions that the caller may see, 10 a page unless limit says otherwise.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.SubscriptionView),
            Source = "openapi-v3: List Webhook Subscriptions",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var identifier = await SubscriptionRows.IdentifierAsync(db, call.AccountId, cancellation);
        var rows = db.WebhookSubscriptions.AsNoTracking().Where(s => s.AccountId == call.AccountId);
        return await Fields
            .Of(call, Visible(rows, db.Jobs.Visible(call.Scope), call.Scope))
            .PageAsync(db, row => SubscriptionView.Of(row, identifier), cancellation);
    }

    /// <summary>A caller with a narrow scope sees the subscriptions all of whose jobs are in it. One without jobs hears of all.</summary>
    private static IQueryable<WebhookSubscription> Visible(
        IQueryable<WebhookSubscription> rows,
        IQueryable<Job> jobs,
        VisibleScope scope
    ) => scope.All ? rows : rows.Where(s => s.JobIds.Count > 0 && s.JobIds.All(id => jobs.Any(j => j.Id == id)));
}
