using System.Linq.Expressions;
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
    private const int DefaultLimit = 10;

    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/subscriptions",
            Area = Area.WebhookSubscriptions,
            Capability = Capabilities.WebhookSubscriptions,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows the addresses that run events are posted to; never a signing secret.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed webhook subscriptions",
            Summary = "List webhook subscriptions",
            Description = "All subscriptions that the caller may see, 10 a page unless limit says otherwise.",
            Parameters = ListParameters.Of("id, name, created_at"),
            Source = "openapi-v3: List Webhook Subscriptions",
            Listed = true,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        query.DefaultLimit(DefaultLimit);
        var state = query.State();
        var order = query.Order("id", "id", "name", "created_at");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var rows = db.WebhookSubscriptions.AsNoTracking().Where(s => s.AccountId == call.AccountId).InState(state);
        var identifier = await SubscriptionAnswers.IdentifierAsync(db, call.AccountId, cancellation);
        if (!call.Scope.All)
        {
            return await ScopedAsync(call, db, rows.InOrder(order, Key, s => s.Sequence), identifier, cancellation);
        }
        var list = new Listing<WebhookSubscription>(call, rows, CountedList.WebhookSubscriptions, state.Stored());
        var total = await list.TotalAsync(db, cancellation);
        var subscriptions = await list.Rows.InOrder(order, Key, s => s.Sequence).Page(query).ToListAsync(cancellation);
        return Answer.Page(
            [.. subscriptions.Select(s => SubscriptionView.Of(s, identifier))],
            total,
            PlatformJson.Default.SubscriptionView
        );
    }

    /// <summary>A caller with a narrow scope sees subscriptions all of whose jobs are in it. Their jobs are a list in the row, so this is judged here.</summary>
    private static async Task<Answer> ScopedAsync(
        CallContext call,
        HeadgateDb db,
        IQueryable<WebhookSubscription> rows,
        string identifier,
        CancellationToken cancellation
    )
    {
        var all = await rows.ToListAsync(cancellation);
        var ids = all.SelectMany(s => s.JobIds).Distinct().ToList();
        var visible = await db.Jobs.Where(j => ids.Contains(j.Id)).Visible(call.Scope).Select(j => j.Id).ToHashSetAsync(cancellation);
        var seen = all.Where(s => s.JobIds.Count == 0 ? call.Scope.AccountLevel : s.JobIds.TrueForAll(visible.Contains)).ToList();
        var page = seen.Skip(call.Query.Offset).Take(call.Query.Limit).Select(s => SubscriptionView.Of(s, identifier)).ToList();
        return Answer.Page(page, seen.Count, PlatformJson.Default.SubscriptionView);
    }

    private static Expression<Func<WebhookSubscription, object?>> Key(string field) =>
        field switch
        {
            "name" => s => s.Name,
            _ => s => s.Sequence,
        };
}
