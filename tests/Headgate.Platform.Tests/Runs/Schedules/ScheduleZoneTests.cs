using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Microsoft.EntityFrameworkCore;
using static Headgate.Platform.Tests.Runs.Schedules.SchedulesFixture;

namespace Headgate.Platform.Tests.Runs.Schedules;

/// <summary>Schedules are in UTC, which knows no daylight saving: where a server stands, and what its clocks on the wall do, changes nothing.</summary>
[Collection(nameof(LocalZoneCollection))]
public sealed class ScheduleZoneTests : IDisposable
{
    private const string Variable = "TZ";

    private readonly string? _zone = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Live(_zone);

    /// <summary>In New York 02:30 does not exist on 8 March 2026, and on 1 November 01:30 comes twice; in Lord Howe clocks move by half an hour.</summary>
    [Theory]
    [InlineData("America/New_York", "30 2 * * *", "2026-03-07T12:00:00Z")]
    [InlineData("America/New_York", "30 1 * * *", "2026-10-31T12:00:00Z")]
    [InlineData("America/New_York", "30 6 * * *", "2026-10-31T12:00:00Z")]
    [InlineData("America/New_York", "30 7 * * *", "2026-03-07T12:00:00Z")]
    [InlineData("Australia/Lord_Howe", "0 15 * * *", "2026-04-03T20:00:00Z")]
    [InlineData("Europe/Berlin", "0 1 * * *", "2026-03-28T12:00:00Z")]
    public async Task Days_without_an_hour_and_with_one_more_have_one_run_as_others(string zone, string cron, string from)
    {
        Live(zone);
        TimeZoneInfo.Local.SupportsDaylightSavingTime.ShouldBeTrue();
        var job = new Job
        {
            TriggersSchedule = true,
            ScheduleDateType = "custom_cron",
            ScheduleCron = cron,
        };
        var times = new List<DateTimeOffset> { JobSchedule.Next(job, At(from))!.Value };
        while (times.Count < 5)
        {
            times.Add(JobSchedule.Next(job, times[^1])!.Value);
        }
        times.Zip(times.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First == TimeSpan.FromDays(1));
        times.ShouldAllBe(time => time.Offset == TimeSpan.Zero && time.Minute == times[0].Minute && time.Hour == times[0].Hour);

        await using var fixture = await CreateAsync();
        fixture.Clock.SetUtcNow(At(from));
        var kept = await fixture.AddAsync(cron);
        var end = times[^1];
        while (fixture.Clock.GetUtcNow() < end)
        {
            fixture.Clock.Advance(TimeSpan.FromMinutes(15));
            await fixture.LookAsync();
        }
        (await fixture.RunsAsync(kept)).Select(run => run.ShouldStartAt!.Value).ShouldBe(times);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task A_time_is_read_back_as_it_was_kept_whatever_the_zone(string database)
    {
        await using var fixture = await CreateAsync(database);
        var job = await fixture.AddAsync("30 2 * * *");
        foreach (var zone in new[] { "America/New_York", "Asia/Kathmandu", "UTC" })
        {
            Live(zone);
            await using var db = await fixture.Store.OpenDbAsync();
            (await db.Jobs.AsNoTracking().SingleAsync(row => row.Id == job.Id, Cancellation)).NextRunAt.ShouldBe(
                At("2026-02-04T02:30:00Z")
            );
        }
    }

    private static void Live(string? zone)
    {
        Environment.SetEnvironmentVariable(Variable, zone);
        TimeZoneInfo.ClearCachedData();
    }
}
