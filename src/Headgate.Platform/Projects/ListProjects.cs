using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Lists projects.</summary>
internal sealed class ListProjects : IOperation
{
    private static readonly ListFields<Project> Fields = new ListFields<Project>(p => p.Id, CountedList.Projects)
        .Equal("name", p => p.Name, "The project of a name.")
        .Containing("name__icontains", p => p.Name, "Projects whose name contains a text, in any case.")
        .Above("pk__gt", p => p.Id, "Projects with an id above this one.")
        .ByIds(p => p.Id)
        .ByState()
        .OrderedBy(p => p.Name, p => p.CreatedAt, p => p.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "projects.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/",
            Capability = Capabilities.Projects,
            Permission = Permission.Read(PermissionResource.Projects),
            Suffices = ["Account Viewer"],
            Risk = "Shows which projects there are.",
            Sentence = "{actor} listed projects",
            Summary = "List projects",
            Description =
                "All projects that the caller may see, a page at a time. Connection and repository come along where the caller may see those.",
            Fields = Fields,
            Includes = ProjectIncludes.All,
            Answers = AnswerForm.PageOf(PlatformJson.Default.ProjectView),
            Source = "openapi-v3: List Projects",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.InV2("openapi-v2: List Projects")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.Projects.AsNoTracking().Where(p => p.AccountId == call.AccountId).Visible(call.Scope);
        return await Fields.Of(call, rows).PageAsync(db, page => new ProjectRelated(call, db, page).ViewsAsync(cancellation), cancellation);
    }
}
