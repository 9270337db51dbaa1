using System.Globalization;
using Headgate.Store.Model;

namespace Headgate.Platform.Jobs;

/// <summary>A schedule in words, as <c>cron_humanized</c> gives it: "Every hour", "At 06:00 AM and 12:00 PM, only on Monday and Friday".</summary>
internal static class ScheduleWords
{
    public static string Of(Job job)
    {
        if (job.ScheduleDateType is "custom_cron" or "interval_cron")
        {
            return $"By cron {job.ScheduleCron}";
        }
        var time =
            job.ScheduleTimeType is "at_exact_hours" && job.ScheduleHours.Count > 0 ? "At " + List(job.ScheduleHours.Select(Hour))
            : job.ScheduleInterval is > 1 ? $"Every {job.ScheduleInterval} hours"
            : "Every hour";
        return job.ScheduleDateType is "days_of_week" && job.ScheduleDays.Count is > 0 and < 7
            ? $"{time}, only on {List(job.ScheduleDays.Select(d => ((DayOfWeek)d).ToString()))}"
            : time;
    }

    private static string Hour(int hour) => new TimeOnly(hour, 0).ToString("hh:mm tt", CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 1 ? all[0] : string.Join(", ", all.Take(all.Count - 1)) + " and " + all[^1];
    }
}
