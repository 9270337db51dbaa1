using System.Globalization;
using System.Text.Json;

namespace Headgate.Metadata.Artifacts;

/// <summary>Reads what a project wrote: what has another type than it should is as if it were not there, and what is too long is cut.</summary>
internal static class Lenient
{
    /// <summary>A member, or a value of kind Undefined.</summary>
    public static JsonElement At(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A member of a member.</summary>
    public static JsonElement At(this JsonElement json, string name, string inner) => json.At(name).At(inner);

    /// <summary>A text.</summary>
    public static string? Text(this JsonElement json, int max = ArtifactLimits.Name) =>
        json.ValueKind == JsonValueKind.String ? Cut(Read(json), max) : null;

    /// <summary>A text, or a number as a text: versions are written both ways.</summary>
    public static string? Word(this JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetRawText() : json.Text();

    /// <summary>A text member.</summary>
    public static string? Text(this JsonElement json, string name, int max = ArtifactLimits.Name) => json.At(name).Text(max);

    /// <summary>The texts of a list; a single text is a list of one.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => [.. json.EnumerateArray().Take(ArtifactLimits.Items).Select(item => item.Text()).OfType<string>()],
            JsonValueKind.String => [json.Text()!],
            _ => [],
        };

    /// <summary>A number that is finite.</summary>
    public static double? Number(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A whole number.</summary>
    public static long? Whole(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number) ? number
        : json.Number() is { } point && Math.Abs(point) < 1e15 ? (long)point
        : null;

    /// <summary>True or false.</summary>
    public static bool? Flag(this JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>A time; without a zone it is UTC, as dbt writes it.</summary>
    public static DateTimeOffset? Time(this JsonElement json) =>
        json.Text() is { } text
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
        && time.Year is > 1970 and < 9000
            ? new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero)
            : null;

    /// <summary>A text cut to a length, without a half character at its end and without what a database cannot keep.</summary>
    public static string Cut(string text, int max)
    {
        var cut = text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
        return cut.Contains('\0') ? cut.Replace("\0", "", StringComparison.Ordinal) : cut;
    }

    /// <summary>Halves of characters that JSON's escapes can make are no text.</summary>
    private static string Read(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
