using System.Globalization;

namespace Headgate.Dbt.Context.Running;

/// <summary>A span of time to which a node's refs and sources are cut, where these say which column is their rows' time.</summary>
/// <param name="Start">The first moment.</param>
/// <param name="End">The first moment after it.</param>
internal sealed record EventWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>What lies in both.</summary>
    public EventWindow Within(EventWindow? other) =>
        other is null ? this : new(Start < other.Start ? other.Start : Start, End > other.End ? other.End : End);

    /// <summary>The condition on a column.</summary>
    public string On(string column) => $"{column} >= '{Text(Start)}' and {column} < '{Text(End)}'";

    /// <summary>A moment as dbt writes it into SQL.</summary>
    public static string Text(DateTimeOffset moment) => Utc(moment, ' ');

    /// <summary>A moment as artifacts have it.</summary>
    public static string Iso(DateTimeOffset moment) => Utc(moment, 'T');

    private static string Utc(DateTimeOffset moment, char between) =>
        moment.UtcDateTime.ToString(
            moment.Ticks % TimeSpan.TicksPerSecond == 0 ? $"yyyy-MM-dd'{between}'HH:mm:ss" : $"yyyy-MM-dd'{between}'HH:mm:ss.ffffff",
            CultureInfo.InvariantCulture
        ) + "+00:00";
}
