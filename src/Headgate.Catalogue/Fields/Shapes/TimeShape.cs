using System.Globalization;

namespace Headgate.Catalogue;

/// <summary>A time of ISO 8601; UTC where it names no zone.</summary>
public sealed record TimeShape : Shape
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <inheritdoc/>
    public override string Words => "time";

    internal static DateTimeOffset? Read(Sent sent, FieldProblems problems, string path)
    {
        if (new TextShape(64).Read(sent, problems, path) is not { } text)
        {
            return null;
        }
        if (TryParse(text, out var time))
        {
            return time;
        }
        problems.Add(path, "expected a time such as 2027-01-31T18:00:00Z");
        return null;
    }

    internal static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out time);
}
