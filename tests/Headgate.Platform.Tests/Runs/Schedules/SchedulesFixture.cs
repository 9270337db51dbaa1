using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Schedules;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Platform.Tests.Runs.Schedules;

/// <summary>A store with schedules, a clock that a test moves, no slot that a run could start in, and no background work unless a test starts it.</summary>
internal sealed class SchedulesFixture : IAsyncDisposable
{
    private SchedulesFixture(TestStore store, FakeTimeProvider clock) => (Store, Clock) = (store, clock);

    public TestStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Begins at half a minute past ten.</summary>
    public static async Task<SchedulesFixture> CreateAsync(string database = TestStore.Sqlite)
    {
        var clock = new FakeTimeProvider(At("2026-02-03T10:00:30Z"));
        var store = await TestStore.CreateAsync(
            database,
            (services, where) =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddRuns(new() { DbtProgram = RunsFixture.FakeDbt }, where);
            }
        );
        return new(store, clock);
    }

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    public T Get<T>()
        where T : notnull => Store.Services.GetRequiredService<T>();

    /// <summary>A job with a schedule, whose time is known.</summary>
    public async Task<Job> AddAsync(string cron, Action<Job>? change = null)
    {
        var job = await Store.AddJobAsync(job =>
        {
            job.TriggersSchedule = true;
            job.ScheduleDateType = "custom_cron";
            job.ScheduleCron = cron;
            change?.Invoke(job);
        });
        await ChangeAccountAsync(account => account.RunSlots = 0);
        await LookAsync();
        return job;
    }

    public async Task ChangeAccountAsync(Action<Account> change)
    {
        await using var db = await Store.OpenDbAsync();
        change(await db.Accounts.SingleAsync(Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Looks for due jobs once. Gives when the next is due.</summary>
    public Task<DateTimeOffset?> LookAsync() => Get<DueJobs>().EnterAsync(Cancellation);

    public Task<DateTimeOffset?> LookAtAsync(string time)
    {
        Clock.SetUtcNow(At(time));
        return LookAsync();
    }

    public async Task<Job> JobAsync(Job job)
    {
        await using var db = await Store.OpenDbAsync();
        return await db.Jobs.AsNoTracking().SingleAsync(row => row.Id == job.Id, Cancellation);
    }

    public async Task<List<Run>> RunsAsync(Job job)
    {
        await using var db = await Store.OpenDbAsync();
        return await db.Runs.AsNoTracking().Where(run => run.JobDefinitionId == job.Id).OrderBy(run => run.Id).ToListAsync(Cancellation);
    }

    public Task<EnqueueResult> TriggerAsync(Job job) =>
        Get<RunQueue>()
            .TriggerAsync(
                new()
                {
                    JobId = job.Id,
                    Cause = "by hand",
                    Actor = new("user", "1", "ada@example.com"),
                },
                Cancellation
            );

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
