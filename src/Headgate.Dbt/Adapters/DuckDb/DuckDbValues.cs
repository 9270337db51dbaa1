using System.Collections;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>Turns the driver's values into the cells of a <see cref="QueryTable"/>.</summary>
internal static class DuckDbValues
{
    /// <summary>The cell for a value that is not null.</summary>
    /// <param name="value">The driver's value.</param>
    /// <param name="zoned">Is it a timestamp with time zone, which the driver gives as UTC without saying so?</param>
    public static object? ToCell(object value, bool zoned) =>
        value switch
        {
            bool or long or double or decimal or string or System.Numerics.BigInteger or DateOnly or TimeOnly or TimeSpan => value,
            sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, null),
            ulong large => large <= long.MaxValue ? (long)large : new System.Numerics.BigInteger(large),
            float single => (double)single,
            DateTime time => zoned ? (object)new DateTimeOffset(time.Ticks, TimeSpan.Zero) : time,
            DateTimeOffset => value,
            Guid guid => guid.ToString(),
            IDictionary map => map.Keys.Cast<object>().ToDictionary(k => k.ToString()!, k => map[k] is { } v ? ToCell(v, false) : null),
            IEnumerable list => list.Cast<object?>().Select(v => v is null ? null : ToCell(v, false)).ToList(),
            _ => value.ToString(),
        };
}
