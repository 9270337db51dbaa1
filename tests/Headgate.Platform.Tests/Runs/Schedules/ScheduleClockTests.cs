using Headgate.Platform.Runs.Schedules;
using Headgate.Store.Model;
using Headgate.Testing;
using static Headgate.Platform.Tests.Runs.Schedules.SchedulesFixture;

namespace Headgate.Platform.Tests.Runs.Schedules;

/// <summary>The loop that looks for due jobs.</summary>
public sealed class ScheduleClockTests
{
    [Fact]
    public async Task It_looks_when_the_next_job_is_due_and_when_a_job_has_changed()
    {
        await using var fixture = await CreateAsync();
        var first = await fixture.AddAsync("1 * * * *");
        var clock = fixture.Get<ScheduleClock>();
        await clock.StartAsync(Cancellation);
        (await FirstRunAsync(fixture, first)).CreatedAt.ShouldBeInRange(At("2026-02-03T10:01:00Z"), At("2026-02-03T10:01:05Z"));

        // Nothing is due for almost an hour, so that it waits for a minute, unless it is told.
        var second = await fixture.Store.AddJobAsync(job =>
        {
            job.TriggersSchedule = true;
            job.ScheduleDateType = "custom_cron";
            job.ScheduleCron = "* * * * *";
            job.NextRunAt = fixture.Clock.GetUtcNow().AddSeconds(5);
        });
        await clock.ChangedAsync(second, Cancellation);
        var run = await FirstRunAsync(fixture, second);
        run.CreatedAt.ShouldBeInRange(second.NextRunAt!.Value, second.NextRunAt.Value.AddSeconds(10));
        await clock.StopAsync(Cancellation);
    }

    private static async Task<Run> FirstRunAsync(SchedulesFixture fixture, Job job)
    {
        List<Run> runs = [];
        await Until.HoldsAsync(
            async () =>
            {
                runs = await fixture.RunsAsync(job);
                if (runs.Count == 0)
                {
                    fixture.Clock.Advance(TimeSpan.FromMilliseconds(200));
                    await Task.Yield();
                }
                return runs.Count > 0;
            },
            "no run",
            Cancellation
        );
        return runs[0];
    }
}
