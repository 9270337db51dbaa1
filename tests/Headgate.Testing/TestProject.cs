using Headgate.Store.Model;

namespace Headgate.Testing;

/// <summary>A project with what it needs, made in the database.</summary>
/// <param name="Id">The project.</param>
/// <param name="ConnectionId">A DuckDB connection.</param>
/// <param name="RepositoryId">A repository.</param>
/// <param name="ProductionId">The production environment.</param>
/// <param name="StagingId">The staging environment.</param>
/// <param name="JobId">A job in production.</param>
/// <param name="StagingJobId">A job in staging.</param>
public sealed record TestProject(
    long Id,
    long ConnectionId,
    long RepositoryId,
    long ProductionId,
    long StagingId,
    long JobId,
    long StagingJobId
)
{
    internal static async Task<TestProject> CreateAsync(HeadgateServer server, string name)
    {
        await using var db = await server.DatabaseAsync();
        var account = server.AccountId;
        var connection = new Connection
        {
            AccountId = account,
            Name = name + " warehouse",
            AdapterVersion = "duckdb_v0",
            Config = """{"path":"shop.duckdb"}""",
        };
        var project = new Project { AccountId = account, Name = name };
        db.AddRange(connection, project);
        await db.SaveChangesAsync();
        var repository = new Repository
        {
            AccountId = account,
            ProjectId = project.Id,
            Name = "shop",
            FullName = "orchard/shop",
            RemoteUrl = "https://git.example.com/orchard/shop.git",
            RemoteBackend = "manual_config",
            GitCloneStrategy = "deploy_key",
        };
        db.Add(repository);
        await db.SaveChangesAsync();
        project.ConnectionId = connection.Id;
        project.RepositoryId = repository.Id;
        var production = Environment(account, project.Id, connection.Id, "Production", "production");
        var staging = Environment(account, project.Id, connection.Id, "Staging", "staging");
        db.AddRange(production, staging);
        await db.SaveChangesAsync();
        var job = Job(account, project.Id, production.Id, name + " nightly");
        var stagingJob = Job(account, project.Id, staging.Id, name + " check");
        db.AddRange(job, stagingJob);
        await db.SaveChangesAsync();
        return new TestProject(project.Id, connection.Id, repository.Id, production.Id, staging.Id, job.Id, stagingJob.Id);
    }

    /// <summary>A run of the project's job in a status, with a trigger, made in the database; finished ones get times.</summary>
    public async Task<long> AddRunAsync(HeadgateServer server, RunStatus status, DateTimeOffset? created = null)
    {
        await using var db = await server.DatabaseAsync();
        var trigger = new RunTrigger
        {
            AccountId = server.AccountId,
            JobDefinitionId = JobId,
            Cause = "test",
            CreatedAt = created ?? TimeProvider.System.GetUtcNow(),
        };
        db.Add(trigger);
        await db.SaveChangesAsync();
        var at = created ?? TimeProvider.System.GetUtcNow();
        var ended = status is RunStatus.Success or RunStatus.Error or RunStatus.Cancelled;
        var run = new Run
        {
            AccountId = server.AccountId,
            ProjectId = Id,
            EnvironmentId = ProductionId,
            JobDefinitionId = JobId,
            TriggerId = trigger.Id,
            Status = status,
            CreatedAt = at,
            StartedAt = status is RunStatus.Queued or RunStatus.Starting ? null : at.AddSeconds(2),
            FinishedAt = ended ? at.AddSeconds(112) : null,
            TriggerActorType = "service_token",
            TriggerActorId = "1",
            TriggerActorName = "tests",
        };
        db.Add(run);
        await db.SaveChangesAsync();
        if (status is RunStatus.Queued or RunStatus.Starting)
        {
            // The server makes its first step as soon as it lets the run begin.
            return run.Id;
        }
        db.Add(
            new RunStep
            {
                AccountId = server.AccountId,
                RunId = run.Id,
                Index = 1,
                Name = "Invoke dbt with `dbt build`",
                Command = "dbt build",
                Status = status,
                StartedAt = run.StartedAt,
                FinishedAt = run.FinishedAt,
            }
        );
        await db.SaveChangesAsync();
        return run.Id;
    }

    private static DbtEnvironment Environment(long account, long project, long connection, string name, string type) =>
        new()
        {
            AccountId = account,
            ProjectId = project,
            ConnectionId = connection,
            Name = name,
            Type = "deployment",
            DeploymentType = type,
        };

    private static Job Job(long account, long project, long environment, string name) =>
        new()
        {
            AccountId = account,
            ProjectId = project,
            EnvironmentId = environment,
            Name = name,
            ExecuteSteps = ["dbt build"],
        };
}
