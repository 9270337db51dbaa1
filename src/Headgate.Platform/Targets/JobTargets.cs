using System.Globalization;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>Finds jobs. The query is compiled once for each kind of database: it is the most called of all, and holds on to the model it was first run with.</summary>
internal static class JobTargets
{
    private static readonly Func<HeadgateDb, long, long, CancellationToken, Task<JobRow?>> OnSqlite = Compile();
    private static readonly Func<HeadgateDb, long, long, CancellationToken, Task<JobRow?>> OnPostgres = Compile();

    public static async Task<Target?> FindAsync(HeadgateDb db, long account, long id, CancellationToken cancellation) =>
        await (db.IsSqlite ? OnSqlite : OnPostgres)(db, account, id, cancellation) is { } row ? Of(row) : null;

    /// <summary>
    /// Where a job is that was read before; null where it has gone elsewhere since. What is then done is done to the row that was read, so that nothing may be judged on
    /// another place than that row's.
    /// </summary>
    public static async Task<Target?> AtAsync(HeadgateDb db, Job job, CancellationToken cancellation) =>
        await FindAsync(db, job.AccountId, job.Id, cancellation) is { } now
        && (now.ProjectId, now.EnvironmentId) == (job.ProjectId, job.EnvironmentId)
            ? now
            : null;

    private static Func<HeadgateDb, long, long, CancellationToken, Task<JobRow?>> Compile() =>
        EF.CompileAsyncQuery(
            (HeadgateDb db, long account, long id, CancellationToken cancellation) =>
                db
                    .Jobs.AsNoTracking()
                    .Where(j => j.Id == id && j.AccountId == account && j.State == RowState.Active)
                    .Join(db.Projects, j => j.ProjectId, p => p.Id, (j, p) => new { Job = j, Project = p.Name })
                    .Join(
                        db.Environments,
                        j => j.Job.EnvironmentId,
                        e => e.Id,
                        (j, e) => new JobRow(j.Job, j.Project, e.Name, e.Type, e.DeploymentType)
                    )
                    .FirstOrDefault()
        );

    private static Target Of(JobRow row) =>
        new()
        {
            Kind = TargetKind.Job,
            AccountId = row.Job.AccountId,
            Id = row.Job.Id.ToString(CultureInfo.InvariantCulture),
            Name = row.Job.Name,
            ProjectId = row.Job.ProjectId,
            ProjectName = row.ProjectName,
            EnvironmentId = row.Job.EnvironmentId,
            EnvironmentName = row.EnvironmentName,
            EnvironmentCategory = EnvironmentCategoryNames.Of(row.EnvironmentType, row.DeploymentType),
            JobId = row.Job.Id,
            JobName = row.Job.Name,
            Row = row.Job,
        };
}
