using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Replaces Semantic Layer credentials.</summary>
internal sealed class UpdateSemanticLayerCredentials : IOperation<CredentialsChange>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_credentials.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/semantic-layer-credentials/{semantic_layer_credentials_id:long}/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Account Admin"],
            Risk = "Queries of every token that uses them act as another user from the next one on.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update Semantic Layer credentials",
            Description =
                "Replaces name, adapter and the values that are shown. Secrets that are not in the body stay as they are. A body with state 2 deletes the credentials with their mappings.",
            Fields = CredentialsFields.Update,
            Answers = AnswerForm.One(PlatformJson.Default.SemanticLayerCredentialView),
            Source = "terraform-provider-dbtcloud: semantic_layer_credential",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<CredentialsChange> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.SemanticLayerCredentials, RowTargets.Of, cancellation) is not { } row)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            return await DeleteSemanticLayerCredentials.DeleteAsync(call, db, row, cancellation);
        }
        var (project, adapter) = (row.ProjectId, row.AdapterVersion);
        var change = input.ApplyTo(new(row));
        if (row.ProjectId != project)
        {
            input.Problem("project_id", "credentials cannot move to another project");
        }
        if (row.AdapterVersion != adapter)
        {
            input.Problem("adapter_version", "credentials stay those of their adapter; make others");
        }
        change.Complete(input, call.Service<SecretsAtRest>());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await db.SaveChangesAsync(cancellation);
        return call.Ok(await CredentialsLoading.ViewAsync(call, db, row, cancellation));
    }
}
