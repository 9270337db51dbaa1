using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Makes Semantic Layer credentials.</summary>
internal sealed class CreateSemanticLayerCredentials : IOperation<CredentialsChange>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_credentials.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/semantic-layer-credentials/",
            Target = TargetRule.InBody("project_id"),
            Capability = Capabilities.Credentials,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Account Admin"],
            Risk = "Queries of metrics act in the warehouse as this user.",
            Sentence = "{actor} created Semantic Layer credentials \"{name}\" in {target}",
            Summary = "Create Semantic Layer credentials",
            Description =
                "Makes credentials that queries of metrics sign in to the project's warehouse with. From the first on, queries of the project no longer use the credentials of "
                + "environments. Passwords and keys are kept encrypted and never shown again.",
            Fields = CredentialsFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.SemanticLayerCredentialView),
            Source = "terraform-provider-dbtcloud: semantic_layer_credential",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<CredentialsChange> input, CancellationToken cancellation)
    {
        var change = input.ApplyTo(new(new SemanticLayerCredential { AccountId = call.AccountId }));
        change.Row.ProjectId = call.Target.ProjectId ?? 0;
        change.Complete(input, call.Service<SecretsAtRest>());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        db.SemanticLayerCredentials.Add(change.Row);
        await db.SaveChangesAsync(cancellation);
        return call.Ok(SemanticLayerCredentialView.Of(change.Row, []));
    }
}
