using Headgate.Platform.Tests.Runs;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Tests.EnvironmentVariables;

/// <summary>What a run reads of the variables of its project.</summary>
public sealed class RunVariablesTests
{
    [Fact]
    public async Task The_narrowest_value_reaches_dbt_and_a_personal_one_never()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt run env");
        foreach (var type in new[] { "user", "job", "environment", "project" })
        {
            await SetAsync(fixture, job, "DBT_A_JOB", type, type);
            await SetAsync(fixture, job, "DBT_ENV_SECRET_A", type, $"hidden-{type}");
        }
        foreach (var type in new[] { "project", "environment", "user" })
        {
            await SetAsync(fixture, job, "DBT_AN_ENVIRONMENT", type, type);
        }
        await SetAsync(fixture, job, "DBT_A_PROJECT", "project", "project");
        await SetAsync(fixture, job, "DBT_A_PROJECT", "user", "user");
        await SetAsync(fixture, job, "DBT_A_USER", "user", "user");
        await SetAsync(fixture, job, "DBT_ENV_CUSTOM_ENV_TEAM", "project", "orchard");

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);
        var log = await fixture.LogAsync(run.Id, "run env");

        log.ShouldContain("DBT_A_JOB=job\n");
        log.ShouldContain("DBT_AN_ENVIRONMENT=environment\n");
        log.ShouldContain("DBT_A_PROJECT=project\n");
        log.ShouldContain("DBT_ENV_CUSTOM_ENV_TEAM=orchard\n");
        log.ShouldContain("DBT_ENV_SECRET_A=*****\n");
        log.ShouldNotContain("DBT_A_USER");
        log.ShouldNotContain("hidden-");
    }

    [Fact]
    public async Task What_counts_is_the_value_at_the_start_of_the_run_and_not_that_of_its_trigger()
    {
        await using var fixture = await RunsFixture.CreateAsync(start: false);
        var job = await fixture.AddJobAsync("dbt run env");
        await SetAsync(fixture, job, "DBT_CHANGED", "project", "at the trigger");
        await SetAsync(fixture, job, "DBT_GONE", "project", "at the trigger");
        var queued = await fixture.TriggerAsync(job);
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            var rows = await db.EnvironmentVariables.Where(v => v.RawValue == "at the trigger").ToListAsync(RunsFixture.Cancellation);
            rows.Single(v => v.Name == "DBT_CHANGED").RawValue = "at the start";
            rows.Single(v => v.Name == "DBT_GONE").State = RowState.Deleted;
            await db.SaveChangesAsync(RunsFixture.Cancellation);
        }
        await SetAsync(fixture, job, "DBT_NEW", "job", "at the start");

        await fixture.StartAsync();
        var run = await fixture.EndOfAsync(queued.Id);
        var log = await fixture.LogAsync(run.Id, "run env");

        log.ShouldContain("DBT_CHANGED=at the start\n");
        log.ShouldContain("DBT_NEW=at the start\n");
        log.ShouldNotContain("at the trigger");
    }

    [Theory]
    [InlineData("scheduled", "scheduled", "scheduled")]
    [InlineData("api", "other", "api")]
    [InlineData("ci", "github_pull_request", "ci")]
    public async Task Every_documented_variable_of_the_platform_is_there(string category, string reason, string trigger)
    {
        await using var fixture = await RunsFixture.CreateAsync(start: false);
        var job = await fixture.AddJobAsync("dbt run env");
        var isPullRequest = category == "ci";
        var queued = await fixture.TriggerAsync(job);
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            var row = await db.RunTriggers.SingleAsync(t => t.Id == queued.TriggerId, RunsFixture.Cancellation);
            (row.CauseCategory, row.GithubPullRequestId) = (category, isPullRequest ? 12 : null);
            await db.SaveChangesAsync(RunsFixture.Cancellation);
        }
        await fixture.StartAsync();
        var run = await fixture.EndOfAsync(queued.Id);
        var log = (await fixture.LogAsync(run.Id, "run env")).Split('\n');

        var expected = new Dictionary<string, string>
        {
            ["DBT_CLOUD_ACCOUNT_ID"] = $"{job.AccountId}",
            ["DBT_CLOUD_PROJECT_ID"] = $"{job.ProjectId}",
            ["DBT_CLOUD_ENVIRONMENT_ID"] = $"{job.EnvironmentId}",
            ["DBT_CLOUD_ENVIRONMENT_TYPE"] = "prod",
            ["DBT_CLOUD_INVOCATION_CONTEXT"] = isPullRequest ? "ci" : "prod",
            ["DBT_CLOUD_JOB_ID"] = $"{job.Id}",
            ["DBT_CLOUD_RUN_ID"] = $"{run.Id}",
            ["DBT_CLOUD_RUN_REASON"] = "test",
            ["DBT_CLOUD_RUN_REASON_CATEGORY"] = reason,
            ["DBT_CLOUD_RUN_TRIGGER_CATEGORY"] = trigger,
        };
        foreach (var (name, value) in expected)
        {
            log.ShouldContain($"{name}={value}");
            log.ShouldContain($"DBT_ENV_CUSTOM_ENV_{name}={value}");
        }
        log.ShouldContain("DBT_ENV=prod");
        log.Any(l => l.StartsWith("DBT_CLOUD_ENVIRONMENT_NAME=", StringComparison.Ordinal)).ShouldBeTrue();
        log.Contains("DBT_CLOUD_PR_ID=12").ShouldBe(isPullRequest);
        log.Any(l => l.StartsWith("DBT_CLOUD_GIT_SHA=", StringComparison.Ordinal)).ShouldBe(isPullRequest);
        log.Any(l => l.StartsWith("DBT_CLOUD_GIT_BRANCH=", StringComparison.Ordinal)).ShouldBeFalse();
    }

    private static async Task SetAsync(RunsFixture fixture, Job job, string name, string type, string value)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        var isSecret = name.StartsWith("DBT_ENV_SECRET", StringComparison.Ordinal);
        db.Add(
            new EnvironmentVariable
            {
                AccountId = job.AccountId,
                ProjectId = job.ProjectId,
                Name = name,
                Type = type,
                EnvironmentId = type == "environment" ? job.EnvironmentId : null,
                JobDefinitionId = type == "job" ? job.Id : null,
                UserId = type == "user" ? 1 : null,
                RawValue = isSecret ? null : value,
                SecretValue = isSecret ? fixture.Store.Services.GetRequiredService<SecretsAtRest>().Seal(new(value)) : null,
            }
        );
        await db.SaveChangesAsync(RunsFixture.Cancellation);
    }
}
