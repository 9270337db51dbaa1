namespace Headgate.Dbt.Selection;

/// <summary>What to select: one criterion, or a combination of specifications.</summary>
internal abstract record SelectionSpec
{
    /// <summary>The text or data it was read from, as it stands in messages.</summary>
    public string Raw { get; init; } = "";

    /// <summary>Which tests come along.</summary>
    public IndirectSelection Indirect { get; init; }
}
