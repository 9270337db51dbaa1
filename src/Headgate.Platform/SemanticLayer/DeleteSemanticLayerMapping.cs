using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Takes Semantic Layer credentials away from a service token.</summary>
internal sealed class DeleteSemanticLayerMapping : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_mappings.delete",
            Method = "DELETE",
            Route =
                "/api/v3/accounts/{account_id:long}/semantic-layer-credential-to-service-token-mapping/{semantic_layer_mapping_id:long}/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Account Admin"],
            Risk = "The token can query no metrics of the project until it is mapped again.",
            Sentence = "{actor} deleted {target}",
            Summary = "Delete a mapping of Semantic Layer credentials",
            Description = "Takes the credentials away from the token.",
            Answers = AnswerForm.One(PlatformJson.Default.SemanticLayerMappingView),
            Source = "terraform-provider-dbtcloud: semantic_layer_credential_service_token_mapping",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.SemanticLayerMappings, RowTargets.Of, cancellation) is not { } row)
        {
            return Answer.NotFound;
        }
        row.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        return call.Ok(SemanticLayerMappingView.Of(row));
    }
}
