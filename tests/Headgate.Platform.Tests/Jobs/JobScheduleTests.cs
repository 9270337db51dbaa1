using System.Globalization;
using Headgate.Platform.Jobs;
using Headgate.Platform.Views;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Jobs;

public sealed class JobScheduleTests
{
    [Theory]
    [InlineData("every_day", "every_hour", 1, "0 * * * *", "Every hour")]
    [InlineData("every_day", "every_hour", 6, "0 */6 * * *", "Every 6 hours")]
    [InlineData("days_of_week", "every_hour", 6, "0 */6 * * 1,5", "Every 6 hours, only on Monday and Friday")]
    [InlineData("every_day", "at_exact_hours", null, "0 6,18 * * *", "At 06:00 AM and 06:00 PM")]
    public void A_schedule_becomes_cron_and_words(string date, string time, int? interval, string cron, string words)
    {
        var job = new Job
        {
            TriggersSchedule = true,
            ScheduleDateType = date,
            ScheduleTimeType = time,
            ScheduleInterval = interval,
            ScheduleDays = [1, 5],
            ScheduleHours = [6, 18],
        };
        JobSchedule.Cron(job).ShouldBe(cron);
        CronWords.Of(JobSchedule.Cron(job)).ShouldBe(words);
        JobSchedule.Next(job, new DateTimeOffset(2025, 1, 6, 0, 30, 0, TimeSpan.Zero)).ShouldNotBeNull();
    }

    [Fact]
    public void Sunday_is_day_0_and_7()
    {
        var monday = new DateTimeOffset(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);
        foreach (var cron in new[] { "0 5 * * 0", "0 5 * * 7", "0 5 * * SUN" })
        {
            JobSchedule.Parse(cron)!.GetNextValidTimeAfter(monday).ShouldBe(new DateTimeOffset(2025, 1, 12, 5, 0, 0, TimeSpan.Zero), cron);
        }
    }

    [Theory]
    [InlineData("* * * * *", "2020-01-01T00:00:00Z", "2026-02-03T10:15:00Z")]
    [InlineData("*/10 6-9 * * *", "2026-01-01T06:00:00Z", "2026-02-03T09:50:00Z")]
    [InlineData("0 0 1 * *", "2025-03-01T00:00:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("15 10 3 2 *", "2026-02-03T10:15:00Z", "2026-02-03T10:15:00Z")]
    [InlineData("0 12 * * *", "2026-02-02T12:00:00Z", "2026-02-02T12:00:00Z")]
    public void The_newest_time_that_has_come_stands_for_those_before(string cron, string due, string newest)
    {
        var now = new DateTimeOffset(2026, 2, 3, 10, 15, 20, TimeSpan.Zero);
        JobSchedule
            .NewestDue(JobSchedule.Parse(cron)!, DateTimeOffset.Parse(due, CultureInfo.InvariantCulture), now)
            .ShouldBe(DateTimeOffset.Parse(newest, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("*/5 * * * *", "Every 5 minutes")]
    [InlineData("0 5 * * *", "At 05:00 AM")]
    [InlineData("4 */6 * * MON-FRI", "At 4 minutes past the hour, every 6 hours, Monday through Friday")]
    [InlineData("0 0 L * *", "At 12:00 AM, on the last day of the month")]
    [InlineData("0 0 1,15 1 *", "At 12:00 AM, on day 1 and 15 of the month, only in January")]
    [InlineData("*/10 9-17 * * 1,5", "Every 10 minutes, between 09:00 AM and 05:59 PM, only on Monday and Friday")]
    [InlineData("30 2 * * 7", "At 02:30 AM, only on Sunday")]
    public void A_cron_reads_as_words(string cron, string words) => CronWords.Of(cron).ShouldBe(words);

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("0 25 * * *")]
    [InlineData("99 6 * * *")]
    [InlineData("5-61 6 * * *")]
    [InlineData("0 6 0 * *")]
    [InlineData("0 6 * 13 *")]
    [InlineData("0 6 * * 8")]
    [InlineData("whenever")]
    public void What_is_no_cron_is_none(string cron) => JobSchedule.IsCron(cron).ShouldBeFalse();

    [Theory]
    [InlineData(0, "00:00:00", "0 minutes")]
    [InlineData(12, "00:00:12", "12 seconds")]
    [InlineData(110, "00:01:50", "1 minute, 50 seconds")]
    [InlineData(3600, "01:00:00", "1 hour")]
    [InlineData(3661, "01:01:01", "1 hour, 1 minute")]
    [InlineData(1_296_000, "360:00:00", "2 weeks, 1 day")]
    public void Durations_read_as_dbts_do(int seconds, string clock, string words)
    {
        Durations.Clock(TimeSpan.FromSeconds(seconds)).ShouldBe(clock);
        Durations.Humanize(TimeSpan.FromSeconds(seconds)).ShouldBe(words);
    }

    [Theory]
    [InlineData("dbt build", true)]
    [InlineData("dbt --no-use-colors run --select a+", true)]
    [InlineData("dbt docs generate", true)]
    [InlineData("bash -c id", false)]
    [InlineData("dbt", false)]
    [InlineData("dbt\tbuild", false)]
    [InlineData("dbt build\ncurl http://x", false)]
    [InlineData("dbtx build", false)]
    public void Steps_are_dbt_commands_of_one_line(string step, bool good) => (DbtSteps.Fault(step) is null).ShouldBe(good);
}
