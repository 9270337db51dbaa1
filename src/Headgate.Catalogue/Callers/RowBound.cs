namespace Headgate.Catalogue;

/// <summary>Which values of a dimension count.</summary>
public sealed record RowBound
{
    /// <summary>The dimension by its name, such as <c>customer__region</c>.</summary>
    public string Dimension { get; set; } = "";

    /// <summary>The values.</summary>
    public IReadOnlyList<string> OneOf { get; set; } = [];

    /// <summary>The bound in words: <c>customer__region is EMEA</c>.</summary>
    public string Describe() => $"{Dimension} is {string.Join(" or ", OneOf)}";
}
