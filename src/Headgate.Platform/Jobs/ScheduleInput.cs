using Headgate.Store.Model;

namespace Headgate.Platform.Jobs;

/// <summary><c>schedule</c> of a job's body.</summary>
internal sealed class ScheduleInput
{
    /// <summary>What a job has that was given no schedule.</summary>
    public static ScheduleInput Hourly { get; } =
        new()
        {
            DateType = "every_day",
            TimeType = "every_hour",
            Interval = 1,
        };

    public string? Cron { get; set; }

    public string DateType { get; set; } = "";

    public IReadOnlyList<long> Days { get; set; } = [];

    public string? DateCron { get; set; }

    public string TimeType { get; set; } = "";

    public int? Interval { get; set; }

    public IReadOnlyList<long> Hours { get; set; } = [];

    /// <summary>Whether a cron text says all of it.</summary>
    public bool IsByCron => DateType is "custom_cron" or "interval_cron";

    /// <summary>Writes it into a job; parts that its types do not have are left out.</summary>
    public void ApplyTo(Job job)
    {
        job.ScheduleDateType = DateType;
        job.ScheduleDays = DateType == "days_of_week" ? Sorted(Days) : [];
        job.ScheduleCron = IsByCron ? DateCron ?? Cron : null;
        job.ScheduleTimeType = TimeType;
        job.ScheduleInterval = TimeType == "every_hour" ? Interval : null;
        job.ScheduleHours = TimeType == "at_exact_hours" ? Sorted(Hours) : [];
    }

    private static List<int> Sorted(IReadOnlyList<long> values) => [.. values.Select(v => (int)v).Distinct().Order()];
}
