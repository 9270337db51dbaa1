using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>The filters of runs, which the list takes and the artifact of a job's newest matching run.</summary>
internal static class RunFilters
{
    private static readonly RunStatus[] Statuses = Enum.GetValues<RunStatus>();

    private static readonly Field<string?> Status = In.Query.Choice(
        "status",
        "Runs in one status, by number or word.",
        [.. Statuses.Select(s => ((int)s).ToString()), .. Statuses.Select(s => RunStatusWords.Humanized(s).ToLowerInvariant())]
    );

    private static readonly Field<long?> PullRequest = In.Query.Id("pull_request_id", "Runs for one pull or merge request.");

    /// <summary>Whether runs in a status of the caller's choice are asked for.</summary>
    public static bool ByStatus(FieldSource source) => !source.Find(Status).IsAbsent || !source.Find(StatusAmong).IsAbsent;

    private static readonly Field<IReadOnlyList<long>?> StatusAmong = In.Query.Longs("status__in", "Runs in several statuses.", 1000);

    /// <summary>Adds the filters.</summary>
    public static ListFields<Run> Filtered(this ListFields<Run> fields) =>
        fields
            .In(CountScope.Project, "project_id", r => r.ProjectId, "Runs of one project.")
            .Among("project_id__in", r => r.ProjectId, "Runs of several projects.")
            .In(CountScope.Environment, "environment_id", r => r.EnvironmentId, "Runs in one environment.")
            .Counted(Status, text => [(int)StatusOf(text!)], text => ById(StatusOf(text!)))
            .Counted(
                StatusAmong,
                numbers => [.. numbers!.Select(n => (int)n).Distinct()],
                numbers =>
                {
                    var wanted = numbers!.Select(n => (RunStatus)n).ToList();
                    return r => wanted.Contains(r.Status);
                }
            )
            .Between("created_at__range", r => r.CreatedAt, "Runs created between two times.")
            .Between("finished_at__range", r => r.FinishedAt, "Runs finished between two times.")
            .Equal("dbt_version", r => r.DbtVersion, "Runs with one version of dbt.")
            .Among("dbt_version__in", r => r.DbtVersion, "Runs with one of these versions of dbt.")
            .Equal("deferring_run_id", r => r.DeferringRunId, "Runs that deferred to a run.")
            .Equal("has_docs_generated", r => r.HasDocsGenerated, "Runs that made docs, or that did not.")
            .Equal("has_sources_generated", r => r.HasSourcesGenerated, "Runs that checked source freshness, or that did not.")
            .Equal("trigger_id", r => r.TriggerId, "The run of one trigger.")
            .Above("id__gt", r => r.Id, "Runs with an id above this one.", "pk__gt")
            .ByIds(r => r.Id)
            .Where(
                In.Query.Choice("state", "Runs are never deleted: 2 gives none, anything else all.", "1", "active", "2", "deleted", "all"),
                state => r => state != "2" && state != "deleted"
            )
            .Also(PullRequest);

    /// <summary>Reads them.</summary>
    public static ListQuery<Run> Of(ListFields<Run> fields, CallContext call, HeadgateDb db, IQueryable<Run> rows)
    {
        var query = fields.Of(call, rows);
        if (PullRequest.Read(call.Source, query.Problems) is { } id)
        {
            query.Where(
                r =>
                    db.RunTriggers.Any(t =>
                        t.Id == r.TriggerId
                        && (
                            t.GithubPullRequestId == id
                            || t.GitlabMergeRequestId == id
                            || t.AzurePullRequestId == id
                            || t.NonNativePullRequestId == id
                        )
                    ),
                PullRequest,
                call.Source.Find(PullRequest)
            );
        }
        return query;
    }

    private static System.Linq.Expressions.Expression<Func<Run, bool>> ById(RunStatus status) => r => r.Status == status;

    private static RunStatus StatusOf(string text) => Enum.Parse<RunStatus>(text, ignoreCase: true);
}
