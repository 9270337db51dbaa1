using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Replaces an environment.</summary>
internal sealed class UpdateEnvironment : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/{environment_id:long}/",
            Area = Area.Environments,
            Capability = Capabilities.Environments,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Environments),
            Suffices = ["Job Admin", "Account Admin"],
            Risk = "Every job of the environment runs with the new connection, credentials, branch and dbt version from its next run on.",
            Target = TargetRule.Environment(),
            References = EnvironmentTexts.References,
            Body = BodyForm.Object,
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update an environment",
            Description =
                "Replaces the whole environment: fields that are left out fall back to their defaults. It cannot move to another project. A body with state 2 deletes it.",
            Parameters = EnvironmentTexts.BodyFields,
            Source = "openapi-v3: Update Environment",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [
        Spec.At(
            "environments.update.v2",
            "/api/v2/accounts/{account_id:long}/environments/{environment_id:long}/",
            "openapi-v2: Update Environment"
        ),
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("environment_id");
        var environment = await db.Environments.FirstOrDefaultAsync(e => e.Id == id && e.State == RowState.Active, cancellation);
        if (environment is null)
        {
            return Answer.NotFound;
        }
        if (call.Body.Int("state", 1, 2) is 2)
        {
            await EnvironmentRemoval.RemoveAsync(call, db, environment, cancellation);
            return await EnvironmentAnswers.OneAsync(call, db, environment, created: false, cancellation);
        }
        if (call.Body.Long("project_id", 1) is { } project && project != environment.ProjectId)
        {
            call.Body.Problem("project_id", "an environment cannot move to another project");
        }
        await EnvironmentInput.ApplyAsync(call, db, environment, cancellation);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        Replacement.IsWhole(db.Entry(environment));
        await db.SaveChangesAsync(cancellation);
        return await EnvironmentAnswers.OneAsync(call, db, environment, created: false, cancellation);
    }
}
