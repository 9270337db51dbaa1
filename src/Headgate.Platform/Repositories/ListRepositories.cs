using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Repositories;

/// <summary>Lists the repositories of a project, or of the account.</summary>
internal sealed class ListRepositories : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "repositories.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/repositories/",
            Area = Area.ConnectionsAndRepositories,
            Capability = Capabilities.Repositories,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Repositories),
            Suffices = ["Account Viewer"],
            Risk = "Shows where the code lies.",
            Target = TargetRule.Project(),
            Sentence = "{actor} listed repositories of {target}",
            Summary = "List repositories",
            Description = "The git repositories of a project, a page at a time.",
            Parameters =
            [
                new("remote_url", "string", "Repositories with an address."),
                new("project_id", "integer", "Repositories of one project."),
                new("project_id__in", "list of integers", "Repositories of several projects."),
                .. ListParameters.Of("id, full_name, created_at, updated_at"),
                new("include_related", "list of strings", "Related things: deploy_key."),
            ],
            Source = "openapi-v3: List Repositories",
            Listed = true,
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [
        Spec.At("repositories.list.v2", "/api/v2/accounts/{account_id:long}/repositories/", "openapi-v2: List Repositories") with
        {
            Target = TargetRule.Account,
            Sentence = "{actor} listed repositories",
        },
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var state = query.State();
        var rows = db.Repositories.AsNoTracking().Where(r => r.AccountId == call.AccountId).InState(state).Visible(call.Scope);
        var (project, asked, projects, url) = (
            call.Target.ProjectId,
            query.Long("project_id"),
            query.Longs("project_id__in"),
            query.Text("remote_url")
        );
        var list = new Listing<Repository>(call, rows, CountedList.Repositories, state.Stored())
            .In(CountScope.Project, project, r => r.ProjectId == project)
            .In(CountScope.Project, asked, r => r.ProjectId == asked)
            .Where(projects is not null, r => r.ProjectId != null && projects!.Contains(r.ProjectId.Value))
            .Where(url is not null, r => r.RemoteUrl == url);
        var order = query.Order("id", "id", "full_name", "created_at", "updated_at");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var repositories = await list.Rows.InOrder(order, Key, r => r.Id).Page(query).ToListAsync(cancellation);
        return Answer.Page([.. repositories.Select(RepositoryView.Of)], total, PlatformJson.Default.RepositoryView);
    }

    private static Expression<Func<Repository, object?>> Key(string field) =>
        field switch
        {
            "full_name" => r => r.FullName,
            "created_at" => r => r.CreatedAt,
            "updated_at" => r => r.UpdatedAt,
            _ => r => r.Id,
        };
}
