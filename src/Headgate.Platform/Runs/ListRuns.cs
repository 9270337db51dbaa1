using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Lists runs.</summary>
internal sealed class ListRuns : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.list",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/runs/",
            Area = Area.Runs,
            Capability = Capabilities.Runs,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Shows when what was run, by whom, and how it ended.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed runs",
            Summary = "List runs",
            Description =
                "Runs of all jobs that the caller may see, a page at a time, oldest first unless order_by says otherwise (order_by=-id for the newest).",
            Parameters =
            [
                new("job_definition_id", "integer", "Runs of one job."),
                new("project_id", "integer", "Runs of one project."),
                new("project_id__in", "list of integers", "Runs of several projects."),
                new("environment_id", "integer", "Runs in one environment."),
                new("status", "integer", "Runs in one status: 1, 2, 3, 10, 20 or 30."),
                new("status__in", "list of integers", "Runs in several statuses."),
                new("created_at__range", "range of times", "Runs created between two times."),
                new("finished_at__range", "range of times", "Runs finished between two times."),
                new("dbt_version", "string", "Runs with one dbt version."),
                new("dbt_version__in", "list of strings", "Runs with one of these dbt versions."),
                new("deferring_run_id", "integer", "Runs that deferred to a run."),
                new("has_docs_generated", "boolean", "Runs that made docs, or that did not."),
                new("has_sources_generated", "boolean", "Runs that checked source freshness, or that did not."),
                new("trigger_id", "integer", "The run of one trigger."),
                new("pull_request_id", "integer", "Runs for one pull or merge request."),
                new("id__gt", "integer", "Runs with an id above this one."),
                new("pk", "integer", "One run by id."),
                new("pk__in", "list of integers", "Runs by ids."),
                .. ListParameters.WithoutState("id, created_at, finished_at, status"),
                new(
                    "include_related",
                    "list of strings",
                    "Related things: trigger, job, environment, repository, run_steps, audit, debug_logs."
                ),
            ],
            Source = "openapi-v2: List Runs",
            Listed = true,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var list = Filter(call, db);
        var order = query.Order("id", "id", "created_at", "finished_at", "status");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var runs = await list.Rows.InOrder(order, Key, r => r.Id).Page(query).ToListAsync(cancellation);
        var views = await call.Service<RunViews>().OfAsync(db, runs, RunRelated.Of(call), cancellation);
        return Answer.Page(views, total, PlatformJson.Default.RunView);
    }

    private static Listing<Run> Filter(CallContext call, HeadgateDb db)
    {
        var query = call.Query;
        var rows = db.Runs.AsNoTracking().Where(r => r.AccountId == call.AccountId).Visible(call.Scope);
        var (job, project, environment) = (query.Long("job_definition_id"), query.Long("project_id"), query.Long("environment_id"));
        var (projects, ids) = (query.Longs("project_id__in"), query.Longs("pk__in"));
        var (status, statuses) = ((RunStatus?)query.Long("status"), query.Longs("status__in")?.Select(s => (RunStatus)s).ToList());
        var (created, finished) = (query.Range("created_at__range"), query.Range("finished_at__range"));
        var (version, versions) = (query.Text("dbt_version"), query.Texts("dbt_version__in"));
        var (docs, sources) = (query.Bool("has_docs_generated"), query.Bool("has_sources_generated"));
        var (id, above, deferring) = (query.Long("pk"), query.Long("id__gt") ?? query.Long("pk__gt"), query.Long("deferring_run_id"));
        var (trigger, pullRequest) = (query.Long("trigger_id"), query.Long("pull_request_id"));
        return new Listing<Run>(call, rows, CountedList.Runs, null)
            .In(CountScope.Job, job, r => r.JobDefinitionId == job)
            .In(CountScope.Project, project, r => r.ProjectId == project)
            .In(CountScope.Environment, environment, r => r.EnvironmentId == environment)
            .Where(projects is not null, r => projects!.Contains(r.ProjectId))
            .Where(status is not null, r => r.Status == status)
            .Where(statuses is not null, r => statuses!.Contains(r.Status))
            .Where(created is not null, r => r.CreatedAt >= created!.Value.From && r.CreatedAt <= created.Value.To)
            .Where(finished is not null, r => r.FinishedAt >= finished!.Value.From && r.FinishedAt <= finished.Value.To)
            .Where(version is not null, r => r.DbtVersion == version)
            .Where(versions is not null, r => versions!.Contains(r.DbtVersion))
            .Where(docs is not null, r => r.HasDocsGenerated == docs)
            .Where(sources is not null, r => r.HasSourcesGenerated == sources)
            .Where(id is not null, r => r.Id == id)
            .Where(ids is not null, r => ids!.Contains(r.Id))
            .Where(above is not null, r => r.Id > above)
            .Where(deferring is not null, r => r.DeferringRunId == deferring)
            .Where(trigger is not null, r => r.TriggerId == trigger)
            .Where(
                pullRequest is not null,
                r =>
                    db.RunTriggers.Any(t =>
                        t.Id == r.TriggerId
                        && (
                            t.GithubPullRequestId == pullRequest
                            || t.GitlabMergeRequestId == pullRequest
                            || t.AzurePullRequestId == pullRequest
                            || t.NonNativePullRequestId == pullRequest
                        )
                    )
            );
    }

    private static Expression<Func<Run, object?>> Key(string field) =>
        field switch
        {
            "created_at" => r => r.CreatedAt,
            "finished_at" => r => r.FinishedAt,
            "status" => r => r.Status,
            _ => r => r.Id,
        };
}
