using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Platform.Json;
using Headgate.Platform.Lists;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Lists jobs.</summary>
internal sealed class ListJobs : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.list",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/jobs/",
            Area = Area.Jobs,
            Capability = Capabilities.Jobs,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Jobs),
            Suffices = ["Job Viewer"],
            Risk = "Shows the commands and schedules of all jobs that the caller may see.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed jobs",
            Summary = "List jobs",
            Description =
                "All jobs that the caller may see, a page at a time. A token or agent of one project sees that project's jobs and a total that fits.",
            Parameters =
            [
                new("project_id", "integer", "Jobs of one project."),
                new("project_id__in", "list of integers", "Jobs of several projects."),
                new("environment_id", "integer", "Jobs of one environment."),
                new("name__icontains", "string", "Jobs whose name contains a text, in any case."),
                new("triggers_schedule", "boolean", "Jobs that run by schedule, or that do not."),
                new("dbt_version__in", "list of strings", "Jobs with one of these dbt versions."),
                new("is_system", "boolean", "Jobs that the platform made itself; it makes none today."),
                new("pk", "integer", "One job by id."),
                new("pk__in", "list of integers", "Jobs by ids."),
                .. ListParameters.Of("id, name, created_at, updated_at, project_id, environment_id"),
                new("include_related", "list of strings", $"Related things: {string.Join(", ", JobRelated.Names)}."),
            ],
            Source = "openapi-v2: List Jobs",
            Listed = true,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var state = query.State();
        var rows = db.Jobs.AsNoTracking().Where(j => j.AccountId == call.AccountId).InState(state).Visible(call.Scope);
        var (project, environment) = (query.Long("project_id"), query.Long("environment_id"));
        var (id, ids, projects) = (query.Long("pk"), query.Longs("pk__in"), query.Longs("project_id__in"));
        var (scheduled, system, versions) = (query.Bool("triggers_schedule"), query.Bool("is_system"), query.Texts("dbt_version__in"));
        var list = new Listing<Job>(call, rows, CountedList.Jobs, state.Stored())
            .In(CountScope.Project, project, j => j.ProjectId == project)
            .In(CountScope.Environment, environment, j => j.EnvironmentId == environment)
            .Where(projects is not null, j => projects!.Contains(j.ProjectId))
            .Where(id is not null, j => j.Id == id)
            .Where(ids is not null, j => ids!.Contains(j.Id))
            .Where(scheduled is not null, j => j.TriggersSchedule == scheduled)
            .Where(system is not null, j => j.IsSystem == system)
            .Where(versions is not null, j => versions!.Contains(j.DbtVersion))
            .Containing(query.Text("name__icontains"), j => j.Name);
        var order = query.Order("id", "id", "name", "created_at", "updated_at", "project_id", "environment_id");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var jobs = await list.Rows.InOrder(order, Key, j => j.Id).Page(query).ToListAsync(cancellation);
        return Answer.Page(await JobRelated.ViewsAsync(call, db, jobs, cancellation), total, PlatformJson.Default.JobView);
    }

    private static Expression<Func<Job, object?>> Key(string field) =>
        field switch
        {
            "name" => j => j.Name,
            "created_at" => j => j.CreatedAt,
            "updated_at" => j => j.UpdatedAt,
            "project_id" => j => j.ProjectId,
            "environment_id" => j => j.EnvironmentId,
            _ => j => j.Id,
        };
}
