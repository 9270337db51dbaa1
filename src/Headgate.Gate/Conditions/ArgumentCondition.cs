using System.Globalization;

namespace Headgate.Gate.Conditions;

/// <summary>What a field of a call may hold. A field that is not sent asks nothing, unless it is required; of a list every item has to fit.</summary>
public sealed record ArgumentCondition
{
    /// <summary>
    /// The field by its declared name, nested ones with dots; <c>vars.NAME</c> for a variable that a command gives with <c>--vars</c>.
    /// </summary>
    public string Field { get; set; } = "";

    /// <summary>
    /// The values that are allowed; a star stands for any text. One that begins with <c>dbt </c> is compared with a command word by word, where a star stands for the
    /// rest of one word.
    /// </summary>
    public IReadOnlyList<string> OneOf { get; set; } = [];

    /// <summary>A regular expression that the whole value fits; null for none. It runs in linear time.</summary>
    public string? Matches { get; set; }

    /// <summary>The greatest number that is allowed; null for any.</summary>
    public long? AtMost { get; set; }

    /// <summary>The least number that is allowed; null for any.</summary>
    public long? AtLeast { get; set; }

    /// <summary>Whether a call without the field is refused.</summary>
    public bool Required { get; set; }

    /// <summary>The condition in words: <c>git_branch one of main, dev/*</c>.</summary>
    public string Describe() =>
        Field
        + (OneOf.Count > 0 ? $" one of {string.Join(", ", OneOf.Select(v => $"\"{v}\""))}" : "")
        + (Matches is not null ? $" matching \"{Matches}\"" : "")
        + (AtLeast is { } least ? string.Create(CultureInfo.InvariantCulture, $" at least {least}") : "")
        + (AtMost is { } most ? string.Create(CultureInfo.InvariantCulture, $" at most {most}") : "")
        + (Required ? " (required)" : "");
}
