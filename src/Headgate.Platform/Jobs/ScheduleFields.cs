using Headgate.Catalogue;
using Headgate.Platform.Views;

namespace Headgate.Platform.Jobs;

/// <summary>The fields of a schedule, and what they must be together.</summary>
internal static class ScheduleFields
{
    private const string Extra = "extra keys not allowed";

    public static Fields<ScheduleInput> All { get; } =
        new()
        {
            {
                In.Body.Text("cron", "The whole as cron, as it is shown; read where date asks for a cron and has none."),
                (s, v) => s.Cron = v
            },
            { "date", "On which days.", Date(), true },
            { "time", "At which hours.", Time(), true },
        };

    /// <summary>Notes what only the parts together can have wrong.</summary>
    public static void Check(ScheduleInput schedule, FieldProblems problems)
    {
        if (schedule is { DateType: "days_of_week", Days.Count: 0 })
        {
            problems.Add("schedule.date.days", "days from 0 (Sunday) to 6 are required");
        }
        if (schedule.IsByCron && ((schedule.DateCron ?? schedule.Cron) is not { } cron || !JobSchedule.IsCron(cron)))
        {
            problems.Add("schedule.date.cron", "a cron expression of five fields is required, such as \"0 */6 * * MON-FRI\"");
        }
        switch (schedule.TimeType)
        {
            case "every_hour" when schedule.Interval is null:
                problems.Add("schedule.time.interval", AnswerTexts.Required);
                break;
            case "at_exact_hours" when schedule.Hours.Count == 0:
                problems.Add("schedule.time.hours", "hours from 0 to 23 are required");
                break;
        }
        if (schedule is { TimeType: "every_hour", Hours.Count: > 0 })
        {
            problems.Add("schedule.time.hours", Extra);
        }
        if (schedule is { TimeType: "at_exact_hours", Interval: not null })
        {
            problems.Add("schedule.time.interval", Extra);
        }
    }

    private static Fields<ScheduleInput> Date() =>
        new()
        {
            {
                In.Body.Choice("type", "Which days.", "every_day", "days_of_week", "custom_cron", "interval_cron").Required(),
                (s, v) => s.DateType = v
            },
            { In.Body.Longs("days", "Of days_of_week: from 0 (Sunday) to 6.", min: 0, max: 6).Or([]), (s, v) => s.Days = v },
            {
                In.Body.Text("cron", "Of custom_cron and interval_cron: five fields in UTC, such as 0 */6 * * MON-FRI."),
                (s, v) => s.DateCron = v
            },
        };

    private static Fields<ScheduleInput> Time() =>
        new()
        {
            { In.Body.Choice("type", "Which hours.", "every_hour", "at_exact_hours").Required(), (s, v) => s.TimeType = v },
            { In.Body.Int("interval", "Of every_hour: each so many hours.", 1, 23), (s, v) => s.Interval = v },
            { In.Body.Longs("hours", "Of at_exact_hours: from 0 to 23.", min: 0, max: 23).Or([]), (s, v) => s.Hours = v },
        };
}
