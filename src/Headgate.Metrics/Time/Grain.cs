namespace Headgate.Metrics.Time;

/// <summary>How finely a time is told: a unit, or a period of the project's own calendar.</summary>
/// <param name="Name">The name that is asked for: <c>month</c>, <c>fiscal_week</c>.</param>
/// <param name="Unit">The unit; of an own period, the unit of the calendar that has it.</param>
/// <param name="IsCustom">Whether it is a period of the project's own calendar.</param>
internal sealed record Grain(string Name, TimeUnit Unit, bool IsCustom)
{
    /// <summary>The grain of a unit.</summary>
    public static Grain Of(TimeUnit unit) => new(TimeUnits.NameOf(unit), unit, IsCustom: false);
}
