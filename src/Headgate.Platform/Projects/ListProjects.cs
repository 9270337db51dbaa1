using System.Linq.Expressions;
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
    public static Operation Spec { get; } =
        new()
        {
            Id = "projects.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/",
            Area = Area.Projects,
            Capability = Capabilities.Projects,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Projects),
            Suffices = ["Account Viewer"],
            Risk = "Shows which projects there are.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed projects",
            Summary = "List projects",
            Description =
                "All projects that the caller may see, a page at a time. Connection and repository come along where the caller may see those.",
            Parameters =
            [
                new("name", "string", "The project of a name."),
                new("name__icontains", "string", "Projects whose name contains a text, in any case."),
                new("pk__in", "list of integers", "Projects by ids."),
                new("pk__gt", "integer", "Projects with an id above this one."),
                .. ListParameters.Of("id, name, created_at, updated_at"),
                new("include_related", "list of strings", $"Related things: {ProjectViews.Related}."),
            ],
            Source = "openapi-v3: List Projects",
            Listed = true,
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.At("projects.list.v2", "/api/v2/accounts/{account_id:long}/projects/", "openapi-v2: List Projects")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var state = query.State();
        var rows = db.Projects.AsNoTracking().Where(p => p.AccountId == call.AccountId).InState(state).Visible(call.Scope);
        var (name, ids, above, id) = (query.Text("name"), query.Longs("pk__in"), query.Long("pk__gt"), query.Long("pk"));
        var list = new Listing<Project>(call, rows, CountedList.Projects, state.Stored())
            .Where(name is not null, p => p.Name == name)
            .Where(id is not null, p => p.Id == id)
            .Where(ids is not null, p => ids!.Contains(p.Id))
            .Where(above is not null, p => p.Id > above)
            .Containing(query.Text("name__icontains"), p => p.Name);
        var order = query.Order("id", "id", "name", "created_at", "updated_at");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var projects = await list.Rows.InOrder(order, Key, p => p.Id).Page(query).ToListAsync(cancellation);
        return Answer.Page(await ProjectViews.OfAsync(call, db, projects, cancellation), total, PlatformJson.Default.ProjectView);
    }

    private static Expression<Func<Project, object?>> Key(string field) =>
        field switch
        {
            "name" => p => p.Name,
            "created_at" => p => p.CreatedAt,
            "updated_at" => p => p.UpdatedAt,
            _ => p => p.Id,
        };
}
