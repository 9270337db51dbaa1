using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Lists the permission sets of a service token.</summary>
internal sealed class ListServiceTokenPermissions : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.permissions",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/{service_token_id:long}/permissions/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.ServiceTokens,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.ServiceTokens),
            Suffices = ["Security Admin"],
            Risk = "Shows what the token may.",
            Target = TargetRule.Of(TargetKind.ServiceToken, "service_token_id"),
            Sentence = "{actor} listed the permission sets of {target}",
            Summary = "List a service token's permissions",
            Description = "The permission sets of a token, each for all projects or one.",
            Parameters = ListParameters.WithoutState("id"),
            Source = "openapi-v3: List Service Token Permissions",
            Listed = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var id = call.RouteLong("service_token_id");
        var order = query.Order("id", "id");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var rows = db.ServiceTokenPermissions.AsNoTracking().Where(p => p.ServiceTokenId == id && p.State == RowState.Active);
        var total = await rows.LongCountAsync(cancellation);
        var permissions = await rows.InOrder(order, _ => p => p.Id, p => p.Id).Page(query).ToListAsync(cancellation);
        return Answer.Page([.. permissions.Select(ServiceTokenPermissionView.Of)], total, PlatformJson.Default.ServiceTokenPermissionView);
    }
}
