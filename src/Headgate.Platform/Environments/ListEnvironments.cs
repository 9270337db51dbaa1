using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Lists the environments of a project, or of the account.</summary>
internal sealed class ListEnvironments : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/",
            Area = Area.Environments,
            Capability = Capabilities.Environments,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Environments),
            Suffices = ["Account Viewer"],
            Risk = "Shows which environments there are, with branch and dbt version.",
            Target = TargetRule.Project(),
            Sentence = "{actor} listed environments of {target}",
            Summary = "List environments",
            Description = "The environments of a project that the caller may see, a page at a time.",
            Parameters = EnvironmentTexts.ListFilters,
            Source = "openapi-v3: List Environments",
            Listed = true,
            InGuide = true,
        };

    /// <summary>The addresses without a project list those of all projects.</summary>
    public static IReadOnlyList<Operation> Twins { get; } =
    [
        OfAccount(
            "environments.list.account",
            "/api/v3/accounts/{account_id:long}/environments/",
            "terraform-provider-dbtcloud: list of all projects"
        ),
        OfAccount("environments.list.v2", "/api/v2/accounts/{account_id:long}/environments/", "openapi-v2: List Environments"),
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var state = query.State();
        var rows = db.Environments.AsNoTracking().Where(e => e.AccountId == call.AccountId).InState(state).Visible(call.Scope);
        var (project, asked) = (call.Target.ProjectId, query.Long("project_id"));
        var (projects, ids, above) = (query.Longs("project_id__in"), query.Longs("pk__in"), query.Long("id__gt"));
        var (name, type, credentials) = (query.Text("name"), query.Text("type"), query.Long("credentials_id"));
        var (deployment, deployments) = (query.Text("deployment_type"), query.Texts("deployment_type__in"));
        var (version, versions) = (query.Text("dbt_version"), query.Texts("dbt_version__in"));
        var list = new Listing<DbtEnvironment>(call, rows, CountedList.Environments, state.Stored())
            .In(CountScope.Project, project, e => e.ProjectId == project)
            .In(CountScope.Project, asked, e => e.ProjectId == asked)
            .Where(projects is not null, e => projects!.Contains(e.ProjectId))
            .Where(ids is not null, e => ids!.Contains(e.Id))
            .Where(above is not null, e => e.Id > above)
            .Where(name is not null, e => e.Name == name)
            .Where(type is not null, e => e.Type == type)
            .Where(credentials is not null, e => e.CredentialsId == credentials)
            .Where(deployment is not null, e => e.DeploymentType == deployment)
            .Where(deployments is not null, e => deployments!.Contains(e.DeploymentType))
            .Where(version is not null, e => e.DbtVersion == version)
            .Where(versions is not null, e => versions!.Contains(e.DbtVersion))
            .Containing(query.Text("name__icontains"), e => e.Name);
        var order = query.Order("id", "id", "name", "created_at", "updated_at", "project_id");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var environments = await list.Rows.InOrder(order, Key, e => e.Id).Page(query).ToListAsync(cancellation);
        return await EnvironmentAnswers.PageAsync(call, db, environments, total, cancellation);
    }

    private static Expression<Func<DbtEnvironment, object?>> Key(string field) =>
        field switch
        {
            "name" => e => e.Name,
            "created_at" => e => e.CreatedAt,
            "updated_at" => e => e.UpdatedAt,
            "project_id" => e => e.ProjectId,
            _ => e => e.Id,
        };

    private static Operation OfAccount(string id, string route, string source) =>
        Spec.At(id, route, source) with
        {
            Target = TargetRule.Account,
            Sentence = "{actor} listed environments",
        };
}
