using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Rows;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Replaces an environment.</summary>
internal sealed class UpdateEnvironment : IOperation<DbtEnvironment>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/{environment_id:long}/",
            Capability = Capabilities.Environments,
            Permission = Permission.Write(PermissionResource.Environments),
            Suffices = ["Job Admin", "Account Admin"],
            Risk = "Every job of the environment runs with the new connection, credentials, branch and dbt version from its next run on.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update an environment",
            Description =
                "Replaces the whole environment: fields that are left out fall back to their defaults, but for what the caller is not shown, which stays, and those that dbt's description requires must be there. "
                + "It cannot move to another project. A body with state 2 deletes it.",
            Fields = EnvironmentFields.Update,
            Answers = AnswerForm.One(PlatformJson.Default.EnvironmentView),
            Source = "openapi-v3: Update Environment",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [
        Spec.InV2("openapi-v2: Update Environment", AnswerForm.One(PlatformJson.Default.EnvironmentV2View)) with
        {
            Fields = EnvironmentFields.UpdateV2,
        },
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<DbtEnvironment> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.Environments, RowTargets.Of, cancellation) is not { } environment)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            await EnvironmentRemoval.RemoveAsync(call, db, environment, cancellation);
            return await EnvironmentRelated.OneAsync(call, db, environment, cancellation);
        }
        var project = environment.ProjectId;
        if (input.ApplyTo(environment).ProjectId != project)
        {
            input.Problem("project_id", "an environment cannot move to another project");
            return input.Refusal!;
        }
        EnvironmentRules.CheckReferences(call, input, environment);
        VisibleInProject.Keep(call, db.Entry(environment));
        await EnvironmentRules.CheckAsync(call, db, input, environment, cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        WholeRowUpdate.Mark(db.Entry(environment));
        await db.SaveChangesAsync(cancellation);
        return await EnvironmentRelated.OneAsync(call, db, environment, cancellation);
    }
}
