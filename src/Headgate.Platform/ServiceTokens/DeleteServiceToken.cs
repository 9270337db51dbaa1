using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Revokes a service token.</summary>
internal sealed class DeleteServiceToken : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.delete",
            Method = "DELETE",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/{service_token_id:long}/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.ServiceTokens,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.ServiceTokens),
            Suffices = ["Account Admin"],
            Risk = "Whatever used the token is refused from the next call on.",
            Target = TargetRule.Of(TargetKind.ServiceToken, "service_token_id"),
            Sentence = "{actor} revoked {target}",
            Summary = "Delete a service token",
            Description = "Revokes the token. It is dead at once and cannot be brought back.",
            Source = "openapi-v3: Destroy Service Token",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("service_token_id");
        var token = await db.ServiceTokens.FirstOrDefaultAsync(t => t.Id == id && t.State == RowState.Active, cancellation);
        if (token is null)
        {
            return Answer.NotFound;
        }
        token.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        call.Service<TokenCache>().Clear();
        return Answer.Ok(await ServiceTokenLoading.ViewAsync(db, token, secret: null, cancellation), PlatformJson.Default.ServiceTokenView);
    }
}
