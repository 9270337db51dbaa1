namespace Headgate.Metrics.Time;

/// <summary>The names of parts, and how coarse a time may be to have them.</summary>
internal static class DateParts
{
    public static IReadOnlyList<DatePart> All { get; } = Enum.GetValues<DatePart>();

    public static string NameOf(DatePart part) => part.ToString().ToLowerInvariant();

    public static bool TryRead(string text, out DatePart part)
    {
        foreach (var known in All)
        {
            if (string.Equals(NameOf(known), text, StringComparison.OrdinalIgnoreCase))
            {
                part = known;
                return true;
            }
        }
        part = default;
        return false;
    }

    /// <summary>The coarsest unit that still has the part.</summary>
    public static TimeUnit CoarsestUnit(DatePart part) =>
        part switch
        {
            DatePart.Year => TimeUnit.Year,
            DatePart.Quarter => TimeUnit.Quarter,
            DatePart.Month => TimeUnit.Month,
            _ => TimeUnit.Day,
        };
}
