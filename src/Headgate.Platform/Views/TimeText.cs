using System.Globalization;
using System.Text.Json;

namespace Headgate.Platform.Views;

/// <summary>Writes times with six digits of a second, as dbt does.</summary>
internal static class TimeText
{
    private const int MaxLength = 32;

    public static void Write(Utf8JsonWriter writer, DateTimeOffset value, char separator, ReadOnlySpan<char> zone)
    {
        Span<char> text = stackalloc char[MaxLength];
        value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        text[10] = separator;
        zone.CopyTo(text[length..]);
        writer.WriteStringValue(text[..(length + zone.Length)]);
    }
}
