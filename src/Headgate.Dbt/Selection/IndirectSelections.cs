namespace Headgate.Dbt.Selection;

/// <summary>Reads <see cref="IndirectSelection"/>.</summary>
internal static class IndirectSelections
{
    /// <summary>The value of a word, in any case; eager where it is unknown.</summary>
    public static IndirectSelection Read(string? word) =>
        Enum.TryParse<IndirectSelection>(word, ignoreCase: true, out var value) ? value : IndirectSelection.Eager;
}
