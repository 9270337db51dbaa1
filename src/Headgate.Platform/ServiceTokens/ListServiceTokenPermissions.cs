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
    private static readonly ListFields<ServiceTokenPermission> Fields = new ListFields<ServiceTokenPermission>(p => p.Id).ByIds(p => p.Id);

    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.permissions",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/{service_token_id:long}/permissions/",
            Capability = Capabilities.ServiceTokens,
            Permission = Permission.Read(PermissionResource.ServiceTokens),
            Suffices = ["Security Admin"],
            Risk = "Shows what the token may.",
            Sentence = "{actor} listed the permission sets of {target}",
            Summary = "List a service token's permissions",
            Description = "The permission sets of a token, each for all projects or one.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.ServiceTokenPermissionView),
            Source = "openapi-v3: List Service Token Permissions",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("service_token_id");
        var rows = db.ServiceTokenPermissions.AsNoTracking().Where(p => p.ServiceTokenId == id && p.State == RowState.Active);
        return await Fields.Of(call, rows).PageAsync(db, ServiceTokenPermissionView.Of, cancellation);
    }
}
