using System.Text.Json;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Jobs;

/// <summary>Reads <c>schedule</c> of a job's body.</summary>
internal static class ScheduleInput
{
    public static void Apply(BodyReader body, Job job)
    {
        job.ScheduleDateType = "every_day";
        job.ScheduleTimeType = "every_hour";
        (job.ScheduleDays, job.ScheduleHours, job.ScheduleInterval, job.ScheduleCron) = ([], [], 1, null);
        if (!body.Has("schedule"))
        {
            if (job.TriggersSchedule)
            {
                body.Problem("schedule", "a job that is triggered by its schedule needs one");
            }
            return;
        }
        var schedule = body.Object("schedule");
        Date(schedule, job);
        Time(schedule, job);
    }

    private static void Date(BodyReader schedule, Job job)
    {
        // Older clients write the type alone instead of an object.
        var date = TypeAlone(schedule, "date") is { } type ? null : schedule.Object("date");
        job.ScheduleDateType =
            (
                date is null
                    ? schedule.Choice("date", "every_day", "days_of_week", "custom_cron", "interval_cron")
                    : date.Choice("type", "every_day", "days_of_week", "custom_cron", "interval_cron")
            ) ?? "every_day";
        if (job.ScheduleDateType is "days_of_week")
        {
            job.ScheduleDays = [.. (date?.Longs("days") ?? []).Select(d => (int)d).Distinct().Order()];
            if (job.ScheduleDays.Count == 0 || job.ScheduleDays.Exists(d => d is < 0 or > 6))
            {
                schedule.Problem("date.days", "days from 0 (Sunday) to 6 are required");
            }
        }
        if (job.ScheduleDateType is "custom_cron" or "interval_cron")
        {
            job.ScheduleCron = date?.Text("cron", 255) ?? schedule.Text("cron", 255);
            if (job.ScheduleCron is null || !JobSchedule.IsCron(job.ScheduleCron))
            {
                schedule.Problem("date.cron", "a cron expression of five fields is required, such as \"0 */6 * * MON-FRI\"");
            }
        }
    }

    private static void Time(BodyReader schedule, Job job)
    {
        var time = TypeAlone(schedule, "time") is { } ? null : schedule.Object("time");
        job.ScheduleTimeType =
            (time is null ? schedule.Choice("time", "every_hour", "at_exact_hours") : time.Choice("type", "every_hour", "at_exact_hours"))
            ?? "every_hour";
        if (job.ScheduleTimeType is "every_hour")
        {
            job.ScheduleInterval = time?.Int("interval", 1, 23) ?? 1;
            if (time?.Has("hours") == true)
            {
                time.Problem("hours", "extra keys not allowed");
            }
            return;
        }
        job.ScheduleInterval = null;
        job.ScheduleHours = [.. (time?.Longs("hours") ?? []).Select(h => (int)h).Distinct().Order()];
        if (job.ScheduleHours.Count == 0 || job.ScheduleHours.Exists(h => h is < 0 or > 23))
        {
            schedule.Problem("time.hours", "hours from 0 to 23 are required");
        }
        if (time?.Has("interval") == true)
        {
            time.Problem("interval", "extra keys not allowed");
        }
    }

    private static string? TypeAlone(BodyReader schedule, string field) =>
        schedule.Element.ValueKind == JsonValueKind.Object
        && schedule.Element.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
