using Headgate.Store.Model;
using Quartz;

namespace Headgate.Platform.Views;

/// <summary>A job's schedule as cron of five fields in UTC.</summary>
public static class JobSchedule
{
    /// <summary>The least and the greatest number of each field; Sunday is 0 and 7.</summary>
    private static readonly (int Least, int Most)[] Numbers = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];

    /// <summary>The five-field cron text of the whole schedule.</summary>
    public static string Cron(Job job)
    {
        if (job.ScheduleDateType is "custom_cron" or "interval_cron" && job.ScheduleCron is { } cron)
        {
            return cron;
        }
        var hours =
            job.ScheduleTimeType is "at_exact_hours" && job.ScheduleHours.Count > 0 ? string.Join(',', job.ScheduleHours)
            : job.ScheduleInterval is > 1 ? $"*/{job.ScheduleInterval}"
            : "*";
        var days =
            job.ScheduleDateType is "days_of_week" && job.ScheduleDays.Count is > 0 and < 7 ? string.Join(',', job.ScheduleDays) : "*";
        return $"0 {hours} * * {days}";
    }

    /// <summary>The cron by which the job runs; null where no schedule is on.</summary>
    public static string? InForce(Job job) =>
        job is { TriggersSchedule: true, Deactivated: false, State: RowState.Active } ? Cron(job) : null;

    /// <summary>When the job runs next by its schedule; null without one.</summary>
    public static DateTimeOffset? Next(Job job, DateTimeOffset after) =>
        InForce(job) is { } cron ? Parse(cron)?.GetNextValidTimeAfter(after) : null;

    /// <summary>The newest time of the schedule that is not after now. Of times that passed while nobody looked, one stands for all.</summary>
    /// <param name="cron">The schedule.</param>
    /// <param name="due">A time of the schedule that has come.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset NewestDue(CronExpression cron, DateTimeOffset due, DateTimeOffset now)
    {
        // Looks back in spans that double, so that a schedule of each minute is not walked through from last year.
        for (var span = TimeSpan.FromMinutes(1); span < now - due; span *= 2)
        {
            if (cron.GetNextValidTimeAfter(now - span) is { } found && found <= now)
            {
                return Last(cron, found, now);
            }
        }
        return Last(cron, due, now);
    }

    private static DateTimeOffset Last(CronExpression cron, DateTimeOffset from, DateTimeOffset now)
    {
        var last = from;
        while (cron.GetNextValidTimeAfter(last) is { } next && next <= now)
        {
            last = next;
        }
        return last;
    }

    /// <summary>Whether a text is a cron of five fields.</summary>
    public static bool IsCron(string cron) => Parse(cron) is not null;

    /// <summary>The expression for the scheduler, in UTC; null where the text is no cron of five fields.</summary>
    public static CronExpression? Parse(string cron) =>
        HasNumbersThatCanBe(cron) && CronExpression.TryParse(cron, CronFormat.Unix, out var parsed)
            ? parsed.WithTimeZone(TimeZoneInfo.Utc)
            : null;

    /// <summary>The scheduler's own reading takes minute 99, which never comes.</summary>
    private static bool HasNumbersThatCanBe(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == Numbers.Length
            && fields.Zip(Numbers).All(pair => pair.First.Split(',').All(part => IsIn(part, pair.Second)));
    }

    private static bool IsIn(string part, (int Least, int Most) range) =>
        part.Split('/')[0].Split('-').All(text => !int.TryParse(text, out var number) || (number >= range.Least && number <= range.Most));
}
