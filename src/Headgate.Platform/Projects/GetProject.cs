using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Reads one project.</summary>
internal sealed class GetProject : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "projects.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/",
            Capability = Capabilities.Projects,
            Permission = Permission.Read(PermissionResource.Projects),
            Suffices = ["Account Viewer"],
            Risk = "Shows the settings of a project.",
            Sentence = "{actor} read {target}",
            Summary = "Get a project",
            Description = "One project with its connection and repository, where the caller may see those.",
            Includes = ProjectIncludes.All,
            Answers = AnswerForm.One(PlatformJson.Default.ProjectView),
            Source = "openapi-v3: Retrieve Project",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.InV2("openapi-v2: Retrieve Project")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return await ProjectRelated.OneAsync(call, db, (Project)call.Target.Row!, cancellation);
    }
}
