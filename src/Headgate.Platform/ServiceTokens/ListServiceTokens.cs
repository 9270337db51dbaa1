using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Lists service tokens.</summary>
internal sealed class ListServiceTokens : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.ServiceTokens,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.ServiceTokens),
            Suffices = ["Security Admin"],
            Risk = "Shows which tokens there are and what they may; never a secret.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed service tokens",
            Summary = "List service tokens",
            Description =
                "All service tokens of the account with their permission sets, a page at a time. Secrets are shown once, at creation, and never here.",
            Parameters = ListParameters.Of("id, name, created_at, last_used"),
            Source = "openapi-v3: List Service Tokens",
            Listed = true,
            Envelope = EnvelopeForm.Extended,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var state = query.State();
        var rows = db.ServiceTokens.AsNoTracking().Where(t => t.AccountId == call.AccountId).InState(state);
        var list = new Listing<ServiceToken>(call, rows, CountedList.ServiceTokens, state.Stored()).Where(
            !call.Scope.All && !call.Scope.AccountLevel,
            t => false
        );
        var order = query.Order("id", "id", "name", "created_at", "last_used");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var tokens = await list.Rows.InOrder(order, Key, t => t.Id).Page(query).ToListAsync(cancellation);
        var permissions = await ServiceTokenLoading.PermissionsAsync(db, [.. tokens.Select(t => t.Id)], cancellation);
        var views = tokens.Select(t => ServiceTokenView.Of(t, [.. permissions[t.Id]])).ToList();
        return Answer.Page(views, total, PlatformJson.Default.ServiceTokenView);
    }

    private static Expression<Func<ServiceToken, object?>> Key(string field) =>
        field switch
        {
            "name" => t => t.Name,
            "created_at" => t => t.CreatedAt,
            "last_used" => t => t.LastUsed,
            _ => t => t.Id,
        };
}
