using Headgate.Catalogue;
using Headgate.Platform.Accounts;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>
/// Two accounts with three projects each and everything that can stand in one, every text of it a canary; things that belong to no project too.
/// </summary>
internal static class CanaryWorld
{
    /// <summary>Ids by kind, of both accounts: what a caller can ask for by itself.</summary>
    public static async Task<ILookup<TargetKind, string>> SeedAsync(HeadgateServer server, CancellationToken cancellation)
    {
        var ids = new List<(TargetKind Kind, string Id)>();
        var second = await server
            .Services.GetRequiredService<FirstAccount>()
            .CreateAsync(new Canary("account", 2).ToString(), "second@example.test", cancellation);
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        foreach (var account in new[] { server.AccountId, second })
        {
            await AccountAsync(db, account, ids, cancellation);
            for (var project = 1; project <= 3; project++)
            {
                await ProjectAsync(db, account, ids, cancellation);
            }
        }
        return ids.ToLookup(i => i.Kind, i => i.Id);
    }

    private static async Task AccountAsync(HeadgateDb db, long account, List<(TargetKind, string)> ids, CancellationToken cancellation)
    {
        var user = new User { Email = new Canary("user", account) + "@example.test", FirstName = new Canary("user", account).ToString() };
        var group = new Group { AccountId = account, Name = new Canary("group", account).ToString() };
        var token = new ServiceToken
        {
            AccountId = account,
            Name = new Canary("token", account).ToString(),
            Uid = Guid.NewGuid().ToString(),
            TokenHash = Guid.NewGuid().ToString(),
        };
        var connection = new Connection
        {
            AccountId = account,
            Name = new Canary("connection", account).ToString(),
            AdapterVersion = "duckdb_v0",
        };
        var repository = new Repository { AccountId = account, Name = new Canary("repository", account).ToString() };
        db.AddRange(user, group, token, connection, repository);
        await db.SaveChangesAsync(cancellation);
        db.Memberships.Add(new Membership { AccountId = account, UserId = user.Id });
        await db.SaveChangesAsync(cancellation);
        ids.AddRange([
            (TargetKind.User, $"{user.Id}"),
            (TargetKind.Group, $"{group.Id}"),
            (TargetKind.ServiceToken, $"{token.Id}"),
            (TargetKind.Connection, $"{connection.Id}"),
            (TargetKind.Repository, $"{repository.Id}"),
        ]);
    }

    private static async Task ProjectAsync(HeadgateDb db, long account, List<(TargetKind, string)> ids, CancellationToken cancellation)
    {
        var project = new Project { AccountId = account, Name = "later" };
        db.Projects.Add(project);
        await db.SaveChangesAsync(cancellation);
        project.Name = new Canary("project", account, project.Id).ToString();
        var connection = new Connection
        {
            AccountId = account,
            ProjectId = project.Id,
            Name = new Canary("connection", account, project.Id).ToString(),
            AdapterVersion = "duckdb_v0",
        };
        var repository = new Repository
        {
            AccountId = account,
            ProjectId = project.Id,
            Name = new Canary("repository", account, project.Id).ToString(),
            RemoteUrl = new Canary("repository", account, project.Id).ToString(),
        };
        var credential = new Credential
        {
            AccountId = account,
            ProjectId = project.Id,
            Schema = new Canary("credential", account, project.Id).ToString(),
            AdapterVersion = "duckdb_v0",
        };
        db.AddRange(connection, repository, credential);
        await db.SaveChangesAsync(cancellation);
        (project.ConnectionId, project.RepositoryId) = (connection.Id, repository.Id);
        var environment = new DbtEnvironment
        {
            AccountId = account,
            ProjectId = project.Id,
            Name = "later",
            DeploymentType = "production",
            ConnectionId = connection.Id,
            CredentialsId = credential.Id,
            RepositoryId = repository.Id,
        };
        db.Environments.Add(environment);
        await db.SaveChangesAsync(cancellation);
        environment.Name = new Canary("environment", account, project.Id, environment.Id).ToString();
        await SemanticLayerAsync(db, project, environment, ids, cancellation);
        await JobAsync(db, project, environment, ids, cancellation);
        ids.AddRange([
            (TargetKind.Project, $"{project.Id}"),
            (TargetKind.Environment, $"{environment.Id}"),
            (TargetKind.Connection, $"{connection.Id}"),
            (TargetKind.Repository, $"{repository.Id}"),
            (TargetKind.Credential, $"{credential.Id}"),
        ]);
    }

    private static async Task SemanticLayerAsync(
        HeadgateDb db,
        Project project,
        DbtEnvironment environment,
        List<(TargetKind, string)> ids,
        CancellationToken cancellation
    )
    {
        var configuration = new SemanticLayerConfiguration
        {
            AccountId = project.AccountId,
            ProjectId = project.Id,
            EnvironmentId = environment.Id,
        };
        var credential = new SemanticLayerCredential
        {
            AccountId = project.AccountId,
            ProjectId = project.Id,
            Name = new Canary("semantic", project.AccountId, project.Id).ToString(),
            AdapterVersion = "duckdb_v0",
        };
        db.AddRange(configuration, credential);
        await db.SaveChangesAsync(cancellation);
        var mapping = new SemanticLayerMapping
        {
            AccountId = project.AccountId,
            ProjectId = project.Id,
            SemanticLayerCredentialsId = credential.Id,
            ServiceTokenId = await db.ServiceTokens.Where(t => t.AccountId == project.AccountId).MaxAsync(t => t.Id, cancellation),
        };
        db.Add(mapping);
        await db.SaveChangesAsync(cancellation);
        ids.AddRange([
            (TargetKind.SemanticLayerConfiguration, $"{configuration.Id}"),
            (TargetKind.SemanticLayerCredential, $"{credential.Id}"),
            (TargetKind.SemanticLayerMapping, $"{mapping.Id}"),
        ]);
    }

    private static async Task JobAsync(
        HeadgateDb db,
        Project project,
        DbtEnvironment environment,
        List<(TargetKind, string)> ids,
        CancellationToken cancellation
    )
    {
        var job = new Job
        {
            AccountId = project.AccountId,
            ProjectId = project.Id,
            EnvironmentId = environment.Id,
            Name = "later",
            ExecuteSteps = ["dbt build"],
        };
        db.Jobs.Add(job);
        await db.SaveChangesAsync(cancellation);
        Canary Of(string kind) => new(kind, project.AccountId, project.Id, environment.Id, job.Id);
        job.Name = Of("job").ToString();
        (project.DocsJobId, project.FreshnessJobId) = (job.Id, job.Id);
        var trigger = new RunTrigger { JobDefinitionId = job.Id, Cause = Of("run").ToString() };
        db.RunTriggers.Add(trigger);
        await db.SaveChangesAsync(cancellation);
        var run = new Run
        {
            AccountId = project.AccountId,
            ProjectId = project.Id,
            EnvironmentId = environment.Id,
            JobDefinitionId = job.Id,
            TriggerId = trigger.Id,
            Status = RunStatus.Error,
            StatusMessage = Of("run").ToString(),
            GitBranch = Of("run").ToString(),
        };
        db.Runs.Add(run);
        await db.SaveChangesAsync(cancellation);
        (job.MostRecentRunId, job.MostRecentCompletedRunId) = (run.Id, run.Id);
        var step = new RunStep
        {
            AccountId = project.AccountId,
            RunId = run.Id,
            Index = 1,
            Name = Of("run").ToString(),
        };
        var subscription = new WebhookSubscription
        {
            Id = $"wsu_{Guid.NewGuid():N}",
            AccountId = project.AccountId,
            Name = Of("webhook").ToString(),
            JobIds = [job.Id],
            ClientUrl = "https://example.test/hook",
        };
        var ofProject = new Canary("variable", project.AccountId, project.Id);
        var ofEnvironment = new Canary("variable", project.AccountId, project.Id, environment.Id);
        var ofUser = new Canary("personal", project.AccountId, project.Id);
        db.AddRange(
            step,
            subscription,
            Variable(project, Of("variable"), "job", job: job.Id),
            Variable(project, ofProject, "project"),
            Variable(project, ofEnvironment, "environment", environment: environment.Id),
            Variable(project, ofUser, "user", user: long.Parse(ids.Last(i => i.Item1 == TargetKind.User).Item2))
        );
        await db.SaveChangesAsync(cancellation);
        ids.AddRange([
            (TargetKind.Job, $"{job.Id}"),
            (TargetKind.Run, $"{run.Id}"),
            (TargetKind.RunStep, $"{step.Id}"),
            (TargetKind.WebhookSubscription, subscription.Id),
        ]);
    }

    private static EnvironmentVariable Variable(
        Project project,
        Canary canary,
        string type,
        long? environment = null,
        long? job = null,
        long? user = null
    ) =>
        new()
        {
            AccountId = project.AccountId,
            ProjectId = project.Id,
            EnvironmentId = environment,
            JobDefinitionId = job,
            UserId = user,
            Name = canary.ToString(),
            RawValue = canary.ToString(),
            Type = type,
        };
}
