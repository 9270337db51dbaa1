using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Credentials;

/// <summary>Makes warehouse credentials.</summary>
internal sealed class CreateCredential : IOperation<CredentialChange>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "credentials.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/credentials/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Job Admin", "Account Admin"],
            Risk = "Environments that use them act in the warehouse as this user.",
            Sentence = "{actor} created warehouse credentials in {target}",
            Summary = "Create credentials",
            Description =
                "Makes credentials that environments of the project can use. Passwords and keys are kept encrypted and never shown again.",
            Fields = CredentialFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.CredentialView),
            Source = "openapi-v3: Create Credentials",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<CredentialChange> input, CancellationToken cancellation)
    {
        var project = call.Target.ProjectId;
        var change = input.ApplyTo(new(new Credential { AccountId = call.AccountId, ProjectId = project }));
        if (change.Row.ProjectId != project)
        {
            input.Problem("project_id", "the project of the body must be the project of the path");
        }
        change.Complete(input, call.Service<SecretsAtRest>());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        db.Credentials.Add(change.Row);
        await db.SaveChangesAsync(cancellation);
        return call.Ok(CredentialView.Of(change.Row));
    }
}
