using System.Text.Json.Serialization;

namespace Headgate.Catalogue;

/// <summary>Which values of a dimension count.</summary>
public sealed record RowBound
{
    /// <summary>The dimension by its name, such as <c>customer__region</c>.</summary>
    public string Dimension { get; set; } = "";

    /// <summary>The values.</summary>
    public IReadOnlyList<string> OneOf { get; set; } = [];

    /// <summary>Why it cannot be understood; null where it can. It becomes part of statements, so that it has to be a name and values.</summary>
    [JsonIgnore]
    public string? Fault =>
        Dimension.Length == 0 || !Dimension.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? $"\"{Dimension}\" is no dimension's name, such as customer__region."
        : OneOf.Count == 0 ? $"Say which values of {Dimension} count."
        : OneOf.Any(value => value.AsSpan().IndexOfAny("{}\\") >= 0 || value.Any(char.IsControl))
            ? $"Values of {Dimension} hold no braces, backslashes or control characters."
        : null;

    /// <summary>The bound in words: <c>customer__region is EMEA</c>.</summary>
    public string Describe() => $"{Dimension} is {string.Join(" or ", OneOf)}";
}
