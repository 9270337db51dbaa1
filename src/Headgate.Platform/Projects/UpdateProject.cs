using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Rows;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Replaces a project.</summary>
internal sealed class UpdateProject : IOperation<Project>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "projects.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/",
            Capability = Capabilities.Projects,
            Permission = Permission.Write(PermissionResource.Projects),
            Suffices = ["Account Admin"],
            Risk = "Another repository or connection means that the project's jobs run other code or against another warehouse.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update a project",
            Description =
                "Replaces the project's settings: fields that are left out fall back to their defaults, except the type and what the caller is not shown, which stay. A body with state 2 deletes the project.",
            Fields = ProjectFields.Update,
            Answers = AnswerForm.One(PlatformJson.Default.ProjectView),
            Source = "openapi-v3: Update Project",
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.InV2("openapi-v2: Update Project")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Project> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.Projects, RowTargets.Of, cancellation) is not { } project)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            await ProjectRemoval.RemoveAsync(call, db, project, cancellation);
            return call.Ok(ProjectView.Of(project, VisibleInProject.Of(call, project.Id)));
        }
        await ProjectRules.CheckAsync(call, db, input, input.ApplyTo(project), cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        VisibleInProject.Keep(call, db.Entry(project));
        WholeRowUpdate.Mark(db.Entry(project));
        await db.SaveChangesAsync(cancellation);
        return await ProjectRelated.OneAsync(call, db, project, cancellation);
    }
}
