using Headgate.Catalogue;
using Headgate.Platform.Rows;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Credentials;

/// <summary>Replaces warehouse credentials.</summary>
internal sealed class UpdateCredential : IOperation<CredentialChange>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "credentials.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/credentials/{credentials_id:long}/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Job Admin", "Account Admin"],
            Risk = "Every environment that uses them acts as another user from its next run on.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update credentials",
            Description =
                "Replaces the fields that are shown. Secrets that are not in the body stay as they are. A body with state 2 deletes credentials that no environment uses.",
            Fields = CredentialFields.Update,
            Answers = AnswerForm.One(PlatformJson.Default.CredentialView),
            Source = "openapi-v3: Update Credentials",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<CredentialChange> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.Credentials, RowTargets.Of, cancellation) is not { } credential)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            return await DeleteAsync(call, db, credential, cancellation);
        }
        var project = credential.ProjectId;
        var change = input.ApplyTo(new(credential));
        if (credential.ProjectId != project)
        {
            input.Problem("project_id", "credentials cannot move to another project");
        }
        change.Complete(input, call.Service<SecretsAtRest>());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        WholeRowUpdate.Mark(db.Entry(credential));
        await db.SaveChangesAsync(cancellation);
        return call.Ok(CredentialView.Of(credential));
    }

    private static async Task<Answer> DeleteAsync(CallContext call, HeadgateDb db, Credential credential, CancellationToken cancellation)
    {
        var used = await db.Environments.CountAsync(e => e.CredentialsId == credential.Id && e.State == RowState.Active, cancellation);
        if (used > 0)
        {
            return Answer.RuleBroken(
                $"The credentials are used by {used} environment{(used == 1 ? "" : "s")}. Give them other credentials first."
            );
        }
        credential.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        return call.Ok(CredentialView.Of(credential));
    }
}
