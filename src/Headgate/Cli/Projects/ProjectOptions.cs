namespace Headgate.Cli.Projects;

/// <summary>What <c>project add</c> was asked for.</summary>
internal sealed record ProjectOptions
{
    /// <summary>Folder or git address.</summary>
    public required string Source { get; init; }

    /// <summary>The project's name; null for the one of <c>dbt_project.yml</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Folder of <c>profiles.yml</c>; null searches where dbt does.</summary>
    public string? ProfilesDir { get; init; }

    /// <summary>The profile's target; null for its own.</summary>
    public string? Target { get; init; }

    /// <summary>Branch of a git repository.</summary>
    public string? Branch { get; init; }

    /// <summary>Folder of the project in a git repository.</summary>
    public string? Subdirectory { get; init; }

    /// <summary>The job's commands.</summary>
    public IReadOnlyList<string> Steps { get; init; } = ["dbt build"];

    /// <summary>The job's name; null for its first command.</summary>
    public string? JobName { get; init; }

    /// <summary>When the job runs by itself.</summary>
    public string? Cron { get; init; }
}
