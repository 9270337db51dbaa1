using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Lists jobs.</summary>
internal sealed class ListJobs : IOperation
{
    private static readonly ListFields<Job> Fields = new ListFields<Job>(j => j.Id, CountedList.Jobs)
        .In(CountScope.Project, "project_id", j => j.ProjectId, "Jobs of one project.")
        .Among("project_id__in", j => j.ProjectId, "Jobs of several projects.")
        .In(CountScope.Environment, "environment_id", j => j.EnvironmentId, "Jobs of one environment.")
        .Containing("name__icontains", j => j.Name, "Jobs whose name contains a text, in any case.")
        .Equal("triggers_schedule", j => j.TriggersSchedule, "Jobs that run by schedule, or that do not.")
        .Among("dbt_version__in", j => j.DbtVersion, "Jobs with one of these dbt versions.")
        .Equal("is_system", j => j.IsSystem, "Jobs that the platform made itself; it makes none today.")
        .HavingNone("is_fusion_ready", "Jobs that are ready for dbt's newer engine: none here.")
        .ByIds(j => j.Id)
        .ByState()
        .OrderedBy(j => j.Name, j => j.CreatedAt, j => j.UpdatedAt, j => j.ProjectId, j => j.EnvironmentId);

    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.list",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/jobs/",
            Capability = Capabilities.Jobs,
            Permission = Permission.Read(PermissionResource.Jobs),
            Suffices = ["Job Viewer"],
            Risk = "Shows the commands and schedules of all jobs that the caller may see.",
            Sentence = "{actor} listed jobs",
            Summary = "List jobs",
            Description =
                "All jobs that the caller may see, a page at a time. A token or agent of one project sees that project's jobs and a total that fits.",
            Fields = Fields,
            Includes = JobIncludes.All,
            Answers = AnswerForm.PageOf(PlatformJson.Default.JobView),
            Source = "openapi-v2: List Jobs",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.Jobs.AsNoTracking().Where(j => j.AccountId == call.AccountId).Visible(call.Scope);
        return await Fields.Of(call, rows).PageAsync(db, jobs => new JobRelated(call, db, jobs).ViewsAsync(cancellation), cancellation);
    }
}
