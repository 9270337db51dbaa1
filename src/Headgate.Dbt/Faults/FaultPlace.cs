namespace Headgate.Dbt.Faults;

/// <summary>Where in the project's texts a failure has its cause.</summary>
/// <param name="File">The file, below the root of its package.</param>
/// <param name="Line">The line from 1, in the file or, where a macro or a model's text begins later, in that text.</param>
/// <param name="Column">The column from 1; 0 where the whole line is meant.</param>
/// <param name="Content">The line itself; null where it is not known.</param>
internal sealed record FaultPlace(string File, int Line, int Column, string? Content)
{
    /// <summary>The macro from whose beginning lines are counted; null for the file.</summary>
    public string? Macro { get; init; }

    /// <summary>What to do; null where there is nothing to say.</summary>
    public string? Hint { get; init; }
}
