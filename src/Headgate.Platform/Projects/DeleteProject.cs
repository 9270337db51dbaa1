using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Deletes a project.</summary>
internal sealed class DeleteProject : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "projects.delete",
            Method = "DELETE",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/",
            Capability = Capabilities.Projects,
            Permission = Permission.Write(PermissionResource.Projects),
            Suffices = ["Account Admin"],
            Risk =
                "Everything inside goes with it: environments, jobs with their schedules, repositories and credentials. Runs are no longer shown.",
            Sentence = "{actor} deleted {target} with everything inside",
            Summary = "Delete a project",
            Description = "Removes the project and all inside it. There is no way back through the API.",
            Answers = AnswerForm.One(PlatformJson.Default.ProjectView),
            Source = "openapi-v3: Destroy Project",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.InV2("openapi-v2: Destroy Project")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.Projects, RowTargets.Of, cancellation) is not { } project)
        {
            return Answer.NotFound;
        }
        await ProjectRemoval.RemoveAsync(call, db, project, cancellation);
        return call.Ok(ProjectView.Of(project, VisibleInProject.Of(call, project.Id)));
    }
}
