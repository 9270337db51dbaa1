using Headgate.Catalogue;
using Headgate.Platform.Rows;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;

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
            Capability = Capabilities.ServiceTokens,
            Permission = Permission.Write(PermissionResource.ServiceTokens),
            Suffices = ["Account Admin"],
            Risk = "Whatever used the token is refused from the next call on.",
            Sentence = "{actor} revoked {target}",
            Summary = "Delete a service token",
            Description = "Revokes the token. It is dead at once and cannot be brought back.",
            Answers = AnswerForm.One(PlatformJson.Default.ServiceTokenView),
            Source = "openapi-v3: Destroy Service Token",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        if (await ServiceTokenLoading.ActiveAsync(change.Db, call.RouteLong("service_token_id"), cancellation) is not { } token)
        {
            return Answer.NotFound;
        }
        token.State = RowState.Deleted;
        await change
            .Db.SemanticLayerMappings.Where(m => m.ServiceTokenId == token.Id)
            .DeleteSoftlyAsync(call.Service<TimeProvider>().GetUtcNow(), cancellation);
        await change.CommitAsync(cancellation);
        return call.Ok(await ServiceTokenLoading.ViewAsync(change.Db, token, secret: null, cancellation));
    }
}
