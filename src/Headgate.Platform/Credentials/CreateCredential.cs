using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Credentials;

/// <summary>Makes warehouse credentials.</summary>
internal sealed class CreateCredential : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "credentials.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/credentials/",
            Area = Area.Environments,
            Capability = Capabilities.Credentials,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Job Admin", "Account Admin"],
            Risk = "Environments that use them act in the warehouse as this user.",
            Target = TargetRule.Project(),
            Body = BodyForm.Object,
            Sentence = "{actor} created warehouse credentials in {target}",
            Summary = "Create credentials",
            Description =
                "Makes credentials that environments of the project can use. Passwords and keys are kept encrypted and never shown again.",
            Parameters = CredentialTexts.BodyFields,
            Source = "openapi-v3: Create Credentials",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var credential = new Credential { AccountId = call.AccountId, ProjectId = call.Target.ProjectId };
        CredentialInput.Apply(call, credential);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        db.Credentials.Add(credential);
        await db.SaveChangesAsync(cancellation);
        return Answer.Created(CredentialView.Of(credential), PlatformJson.Default.CredentialView);
    }
}
