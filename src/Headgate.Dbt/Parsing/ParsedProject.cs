using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing;

/// <summary>What parsing gives: the resources, and the macros, of which those that it called are compiled.</summary>
/// <param name="Manifest">The project's resources.</param>
/// <param name="Macros">All macros.</param>
/// <param name="Warnings">What the files were warned of, apart from what templates said.</param>
internal sealed record ParsedProject(Manifest Manifest, MacroLibrary Macros, IReadOnlyList<DbtWarning> Warnings)
{
    /// <summary>Would another moment give something else?</summary>
    public bool IsOfTheMoment { get; init; }

    /// <summary>Identity of the kept parse that is the same, or null.</summary>
    public string? KeptAs { get; init; }

    /// <summary>Ends when the parse has been written down for the next call; until then no resource may change.</summary>
    public Task Keeping { get; init; } = Task.CompletedTask;
}
