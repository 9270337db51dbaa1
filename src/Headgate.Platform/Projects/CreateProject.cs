using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Makes a project.</summary>
internal sealed class CreateProject : IOperation<Project>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "projects.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/",
            Capability = Capabilities.Projects,
            Permission = Permission.Write(PermissionResource.ProjectCreate),
            Suffices = ["Project Creator", "Account Admin"],
            Risk = "A new project is a place where new jobs can run.",
            Sentence = "{actor} created project \"{name}\"",
            Summary = "Create a project",
            Description =
                "Makes an empty project. Then create a repository, a connection, an environment and a job for it; a project without repository is legal until a job has to run.",
            Fields = ProjectFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.ProjectView),
            Source = "openapi-v3: Create Project",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.InV2("openapi-v2: Create Project")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Project> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var project = input.ApplyTo(new() { AccountId = call.AccountId });
        await ProjectRules.CheckAsync(call, db, input, project, cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        db.Projects.Add(project);
        await db.SaveChangesAsync(cancellation);
        return await ProjectRelated.OneAsync(call, db, project, cancellation);
    }
}
