using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Renames a service token, or deletes it by its state.</summary>
internal sealed class UpdateServiceToken : IOperation<ServiceToken>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.update",
            Method = "PUT",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/{service_token_id:long}/",
            Capability = Capabilities.ServiceTokens,
            Permission = Permission.Write(PermissionResource.ServiceTokens),
            Suffices = ["Account Admin"],
            Risk = "A renamed token is hard to find again; with state 2 it is dead.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} revoked {target}",
            Summary = "Update a service token",
            Description = "Changes the name. A body with state 2 revokes the token at once. Permission sets have an address of their own.",
            Fields = new Fields<ServiceToken>
            {
                { In.Body.Text("name", "Name.").Required().Told(), (t, v) => t.Name = v },
                { BodyFields.State("token"), (_, _) => { } },
            },
            Answers = AnswerForm.One(PlatformJson.Default.ServiceTokenView),
            Source = "openapi-v3: Update Service Token",
            Envelope = EnvelopeForm.Extended,
        };

    /// <summary>Terraform's client updates with POST.</summary>
    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.At("service_tokens.update.post", Spec.Route, "terraform-provider-dbtcloud: service token update") with { Method = "POST" }];

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<ServiceToken> input, CancellationToken cancellation)
    {
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        if (await ServiceTokenLoading.ActiveAsync(change.Db, call.RouteLong("service_token_id"), cancellation) is not { } token)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            token.State = RowState.Deleted;
        }
        else
        {
            input.ApplyTo(token);
        }
        await change.CommitAsync(cancellation);
        return call.Ok(await ServiceTokenLoading.ViewAsync(change.Db, token, secret: null, cancellation));
    }
}
