using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Replaces a project.</summary>
internal sealed class UpdateProject : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "projects.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/",
            Area = Area.Projects,
            Capability = Capabilities.Projects,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Projects),
            Suffices = ["Account Admin"],
            Risk = "Another repository or connection means that the project's jobs run other code or against another warehouse.",
            Target = TargetRule.Project(),
            References = ProjectTexts.References,
            Body = BodyForm.Object,
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update a project",
            Description =
                "Replaces the project's settings: fields that are left out fall back to their defaults. A body with state 2 deletes the project.",
            Parameters = ProjectTexts.BodyFields,
            Source = "openapi-v3: Update Project",
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.At("projects.update.v2", "/api/v2/accounts/{account_id:long}/projects/{project_id:long}/", "openapi-v2: Update Project")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("project_id");
        var project = await db.Projects.FirstOrDefaultAsync(p => p.Id == id && p.State == RowState.Active, cancellation);
        if (project is null)
        {
            return Answer.NotFound;
        }
        if (call.Body.Int("state", 1, 2) is 2)
        {
            await ProjectRemoval.RemoveAsync(call, db, project, cancellation);
            return Answer.Ok(ProjectViews.Of(project), PlatformJson.Default.ProjectView);
        }
        await ProjectInput.ApplyAsync(call, db, project, cancellation);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        Replacement.IsWhole(db.Entry(project));
        await db.SaveChangesAsync(cancellation);
        return Answer.Ok((await ProjectViews.OfAsync(call, db, [project], cancellation))[0], PlatformJson.Default.ProjectView);
    }
}
