using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Credentials;

/// <summary>Replaces warehouse credentials.</summary>
internal sealed class UpdateCredential : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "credentials.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/credentials/{credentials_id:long}/",
            Area = Area.Environments,
            Capability = Capabilities.Credentials,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Job Admin", "Account Admin"],
            Risk = "Every environment that uses them acts as another user from its next run on.",
            Target = TargetRule.Of(TargetKind.Credential, "credentials_id"),
            Body = BodyForm.Object,
            Sentence = "{actor} updated {target}",
            Summary = "Update credentials",
            Description = "Replaces the fields that are shown. Secrets that are not in the body stay as they are.",
            Parameters = CredentialTexts.BodyFields,
            Source = "openapi-v3: Update Credentials",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("credentials_id");
        var credential = await db.Credentials.FirstOrDefaultAsync(c => c.Id == id && c.State == RowState.Active, cancellation);
        if (credential is null)
        {
            return Answer.NotFound;
        }
        CredentialInput.Apply(call, credential);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        await db.SaveChangesAsync(cancellation);
        return Answer.Ok(CredentialView.Of(credential), PlatformJson.Default.CredentialView);
    }
}
