using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Renames a service token, or deletes it by its state.</summary>
internal sealed class UpdateServiceToken : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.update",
            Method = "PUT",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/{service_token_id:long}/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.ServiceTokens,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.ServiceTokens),
            Suffices = ["Account Admin"],
            Risk = "A renamed token is hard to find again; with state 2 it is dead.",
            Target = TargetRule.Of(TargetKind.ServiceToken, "service_token_id"),
            Body = BodyForm.Object,
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} revoked {target}",
            Summary = "Update a service token",
            Description = "Changes the name. A body with state 2 revokes the token at once. Permission sets have an address of their own.",
            Parameters =
            [
                Parameter.Body("name", "string", "Name.", required: true),
                Parameter.Body("state", "integer", "1, or 2 to revoke."),
            ],
            Source = "openapi-v3: Update Service Token",
            Envelope = EnvelopeForm.Extended,
        };

    /// <summary>Terraform's client updates with POST.</summary>
    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.At("service_tokens.update.post", Spec.Route, "terraform-provider-dbtcloud: service token update") with { Method = "POST" }];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("service_token_id");
        var token = await db.ServiceTokens.FirstOrDefaultAsync(t => t.Id == id && t.State == RowState.Active, cancellation);
        if (token is null)
        {
            return Answer.NotFound;
        }
        token.Name = call.Body.RequiredText("name");
        token.State = call.Body.Int("state", 1, 2) is 2 ? RowState.Deleted : RowState.Active;
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        await db.SaveChangesAsync(cancellation);
        call.Service<TokenCache>().Clear();
        return Answer.Ok(await ServiceTokenLoading.ViewAsync(db, token, secret: null, cancellation), PlatformJson.Default.ServiceTokenView);
    }
}
