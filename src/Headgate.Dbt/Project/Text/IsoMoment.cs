using System.Globalization;
using System.Text.RegularExpressions;

namespace Headgate.Dbt.Project.Text;

/// <summary>Tells dates and times in ISO form from other texts, as Python's <c>datetime.fromisoformat</c> does.</summary>
internal static partial class IsoMoment
{
    /// <summary>Is the text a date, or a date and a time?</summary>
    public static bool Is(string text) =>
        Form().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d([T ]\d\d(:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?)?$", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
