namespace Headgate.Mcp.Local.Commands;

/// <summary>The project that the tools work on, and the program that does the work.</summary>
internal sealed record DbtProject
{
    /// <summary>The folder of <c>dbt_project.yml</c>, as a whole path.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder of <c>profiles.yml</c>; null where dbt looks for it itself.</summary>
    public string? Profiles { get; init; }

    /// <summary>Program and first arguments; dbt's own words follow.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>How long a command may take.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>The environment of the child, whole.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Whether a path lies in the project when its links are resolved.</summary>
    public required Func<string, bool> Holds { get; init; }

    /// <summary>The folder of artifacts, as the option <c>--target-path</c> takes it.</summary>
    public string TargetPath => Variables.GetValueOrDefault("DBT_TARGET_PATH") is { Length: > 0 } set ? set : "target";

    /// <summary>The manifest that <c>parse</c> writes.</summary>
    public string Manifest => Path.Combine(Folder, TargetPath, "manifest.json");
}
