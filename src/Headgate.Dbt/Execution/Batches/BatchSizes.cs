using System.Globalization;

namespace Headgate.Dbt.Execution.Batches;

/// <summary>The borders of batches.</summary>
internal static class BatchSizes
{
    /// <summary>The size that a config names.</summary>
    public static BatchSize Parse(string? text) => Enum.Parse<BatchSize>(text ?? "day", ignoreCase: true);

    /// <summary>The border at or before a moment.</summary>
    public static DateTimeOffset Floor(this BatchSize size, DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        var floor = size switch
        {
            BatchSize.Hour => new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, DateTimeKind.Utc),
            BatchSize.Day => utc.Date,
            BatchSize.Month => new DateTime(utc.Year, utc.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            _ => new DateTime(utc.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        return new DateTimeOffset(floor, TimeSpan.Zero);
    }

    /// <summary>The border at or after a moment.</summary>
    public static DateTimeOffset Ceiling(this BatchSize size, DateTimeOffset moment)
    {
        var floor = size.Floor(moment);
        return floor == moment ? floor : size.Next(floor, 1);
    }

    /// <summary>A border some batches later, or earlier.</summary>
    public static DateTimeOffset Next(this BatchSize size, DateTimeOffset border, int count) =>
        size switch
        {
            BatchSize.Hour => border.AddHours(count),
            BatchSize.Day => border.AddDays(count),
            BatchSize.Month => border.AddMonths(count),
            _ => border.AddYears(count),
        };

    /// <summary>The name of the batch that begins at a border: <c>2024-09</c>.</summary>
    public static string Name(this BatchSize size, DateTimeOffset border) =>
        border.UtcDateTime.ToString(
            size switch
            {
                BatchSize.Hour => "yyyy-MM-dd'T'HH",
                BatchSize.Day => "yyyy-MM-dd",
                BatchSize.Month => "yyyy-MM",
                _ => "yyyy",
            },
            CultureInfo.InvariantCulture
        );
}
