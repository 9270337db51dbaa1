using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Deletes an environment.</summary>
internal sealed class DeleteEnvironment : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.delete",
            Method = "DELETE",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/{environment_id:long}/",
            Capability = Capabilities.Environments,
            Permission = Permission.Write(PermissionResource.Environments),
            Suffices = ["Job Admin", "Account Admin"],
            Risk = "The jobs of the environment go with it, and their schedules end.",
            Sentence = "{actor} deleted {target} with its jobs",
            Summary = "Delete an environment",
            Description = "Removes the environment and the jobs in it. Runs stay readable.",
            Answers = AnswerForm.One(PlatformJson.Default.EnvironmentView),
            Source = "openapi-v3: Destroy Environment",
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.InV2("openapi-v2: Destroy Environment", AnswerForm.One(PlatformJson.Default.EnvironmentV2View))];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.Environments, RowTargets.Of, cancellation) is not { } environment)
        {
            return Answer.NotFound;
        }
        await EnvironmentRemoval.RemoveAsync(call, db, environment, cancellation);
        return await EnvironmentRelated.OneAsync(call, db, environment, cancellation);
    }
}
