using Headgate.Platform.Runs.Keeping;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Tests.Runs.Keeping;

/// <summary>What of old runs goes, and what always stays.</summary>
public sealed class RunRetentionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Old_runs_go_with_all_that_is_theirs_and_what_jobs_show_stays(string database)
    {
        await using var fixture = await RunsFixture.CreateAsync(
            database,
            new() { Keep = new() { KeepFor = TimeSpan.FromDays(30) } },
            start: false
        );
        var job = await fixture.Store.AddJobAsync();
        var success = await AddAsync(fixture, job, RunStatus.Success, age: 90);
        var failed = await AddAsync(fixture, job, RunStatus.Error, age: 80);
        var lastSuccess = await AddAsync(fixture, job, RunStatus.Success, age: 70);
        var shown = await AddAsync(fixture, job, RunStatus.Error, age: 60);
        var young = await AddAsync(fixture, job, RunStatus.Error, age: 2);
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.Jobs.ExecuteUpdateAsync(
                set => set.SetProperty(j => j.MostRecentRunId, young).SetProperty(j => j.MostRecentCompletedRunId, shown),
                Cancellation
            );
        }

        (await RemoveAsync(fixture)).ShouldBe(2);
        (await RemoveAsync(fixture)).ShouldBe(0);

        await using var after = await fixture.Store.OpenDbAsync();
        (await after.Runs.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(Cancellation)).ShouldBe([lastSuccess, shown, young]);
        foreach (var gone in new[] { success, failed })
        {
            (await after.RunSteps.AnyAsync(s => s.RunId == gone, Cancellation)).ShouldBeFalse();
            (await after.Artifacts.AnyAsync(s => s.RunId == gone, Cancellation)).ShouldBeFalse();
            Directory.Exists(LogsOf(fixture, gone)).ShouldBeFalse();
        }
        (await after.RunTriggers.CountAsync(Cancellation)).ShouldBe(3);
        Directory.Exists(LogsOf(fixture, young)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_each_job_the_newest_stay_and_a_run_that_works_or_whose_event_waits_is_not_touched()
    {
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { Keep = new() { KeepOfJob = 2 } }, start: false);
        var (one, other) = (await fixture.Store.AddJobAsync(), await fixture.Store.AddJobAsync());
        var working = await AddAsync(fixture, one, RunStatus.Running, age: 9);
        var told = await AddAsync(fixture, one, RunStatus.Error, age: 8);
        var gone = await AddAsync(fixture, one, RunStatus.Error, age: 7);
        long[] kept = [await AddAsync(fixture, one, RunStatus.Error, age: 6), await AddAsync(fixture, one, RunStatus.Error, age: 5)];
        var ofOther = await AddAsync(fixture, other, RunStatus.Error, age: 100);
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            db.Add(
                new OutboxEvent
                {
                    AccountId = one.AccountId,
                    RunId = told,
                    Type = "run.errored",
                }
            );
            await db.SaveChangesAsync(Cancellation);
        }

        (await RemoveAsync(fixture)).ShouldBe(1);

        await using var after = await fixture.Store.OpenDbAsync();
        var left = await after.Runs.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(Cancellation);
        left.ShouldBe([working, told, .. kept, ofOther]);
        left.ShouldNotContain(gone);
    }

    [Fact]
    public async Task A_file_goes_with_the_last_run_that_names_it_and_not_before_a_day_is_over()
    {
        await using var fixture = await RunsFixture.CreateAsync(start: false);
        var job = await fixture.Store.AddJobAsync();
        var store = fixture.Store.Services.GetRequiredService<ArtifactStore>();
        var run = await AddAsync(fixture, job, RunStatus.Success, age: 1, content: "named");
        using var unnamed = new MemoryStream("unnamed"u8.ToArray());
        var (address, _) = await store.PutAsync(unnamed, Cancellation);
        using var fresh = new MemoryStream("fresh"u8.ToArray());
        var (freshAddress, _) = await store.PutAsync(fresh, Cancellation);
        foreach (var file in Directory.GetFiles(fixture.Store.Settings.ArtifactsFolder, "*", SearchOption.AllDirectories))
        {
            if (!file.Contains(freshAddress, StringComparison.Ordinal))
            {
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
            }
        }

        var sweep = fixture.Store.Services.GetRequiredService<ArtifactSweep>();
        (await sweep.SweepAsync(Cancellation)).ShouldBeGreaterThan(0);

        store.Open(address).ShouldBeNull();
        await using (var content = store.Open(freshAddress))
        {
            content.ShouldNotBeNull();
        }
        await using var db = await fixture.Store.OpenDbAsync();
        var named = await db.Artifacts.SingleAsync(a => a.RunId == run, Cancellation);
        using var reader = new StreamReader(store.Open(named.Sha256)!);
        (await reader.ReadToEndAsync(Cancellation)).ShouldBe("named");
    }

    private static Task<int> RemoveAsync(RunsFixture fixture) =>
        fixture.Store.Services.GetRequiredService<RunRetention>().RemoveAsync(Cancellation);

    private static string LogsOf(RunsFixture fixture, long run) => Path.Combine(fixture.Store.Settings.LogsFolder, $"{run}");

    private static async Task<long> AddAsync(RunsFixture fixture, Job job, RunStatus status, int age, string content = "manifest")
    {
        await using var db = await fixture.Store.OpenDbAsync();
        var at = DateTimeOffset.UtcNow.AddDays(-age);
        var trigger = new RunTrigger
        {
            AccountId = job.AccountId,
            JobDefinitionId = job.Id,
            Cause = "test",
            CreatedAt = at,
        };
        db.Add(trigger);
        await db.SaveChangesAsync(Cancellation);
        var run = new Run
        {
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            EnvironmentId = job.EnvironmentId,
            JobDefinitionId = job.Id,
            TriggerId = trigger.Id,
            Status = status,
            FinishedAt = status == RunStatus.Running ? null : at,
        };
        db.Add(run);
        await db.SaveChangesAsync(Cancellation);
        await db.Runs.Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.CreatedAt, at), Cancellation);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        var (sha, size) = await fixture.Store.Services.GetRequiredService<ArtifactStore>().PutAsync(stream, Cancellation);
        db.Add(
            new Artifact
            {
                AccountId = job.AccountId,
                RunId = run.Id,
                Step = 1,
                Path = "manifest.json",
                Sha256 = sha,
                Size = size,
            }
        );
        db.Add(
            new RunStep
            {
                AccountId = job.AccountId,
                RunId = run.Id,
                Index = 1,
                Name = "Clone git repository",
                LogPath = $"{run.Id}/1.log",
            }
        );
        await db.SaveChangesAsync(Cancellation);
        Directory.CreateDirectory(LogsOf(fixture, run.Id));
        await File.WriteAllTextAsync(Path.Combine(LogsOf(fixture, run.Id), "1.log"), "a line\n", Cancellation);
        return run.Id;
    }
}
