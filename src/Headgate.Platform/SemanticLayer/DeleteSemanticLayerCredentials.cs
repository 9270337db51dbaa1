using Headgate.Catalogue;
using Headgate.Platform.Rows;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Deletes Semantic Layer credentials.</summary>
internal sealed class DeleteSemanticLayerCredentials : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_credentials.delete",
            Method = "DELETE",
            Route = "/api/v3/accounts/{account_id:long}/semantic-layer-credentials/{semantic_layer_credentials_id:long}/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Account Admin"],
            Risk =
                "Tokens that used them can query no metrics of the project; once none are left, queries use the credentials of environments again.",
            Sentence = "{actor} deleted {target}",
            Summary = "Delete Semantic Layer credentials",
            Description = "Removes the credentials, and their mappings to service tokens.",
            Answers = AnswerForm.One(PlatformJson.Default.SemanticLayerCredentialView),
            Source = "terraform-provider-dbtcloud: semantic_layer_credential",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return await call.DecidedAsync(db.SemanticLayerCredentials, RowTargets.Of, cancellation) is { } row
            ? await DeleteAsync(call, db, row, cancellation)
            : Answer.NotFound;
    }

    /// <summary>Deletes credentials with their mappings, and answers what they were.</summary>
    public static async Task<Answer> DeleteAsync(
        CallContext call,
        HeadgateDb db,
        SemanticLayerCredential row,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        row.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        await db
            .SemanticLayerMappings.Where(mapping => mapping.SemanticLayerCredentialsId == row.Id)
            .DeleteSoftlyAsync(call.Service<TimeProvider>().GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return call.Ok(SemanticLayerCredentialView.Of(row, []));
    }
}
