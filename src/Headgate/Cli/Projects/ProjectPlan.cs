using Headgate.Platform.Profiles;

namespace Headgate.Cli.Projects;

/// <summary>All that is made for a project: what <see cref="ProjectSetup"/> sends.</summary>
internal sealed record ProjectPlan
{
    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>Folder of the server or git address.</summary>
    public required string RemoteUrl { get; init; }

    /// <summary>Folder of <c>dbt_project.yml</c> in the repository; null for its root.</summary>
    public string? Subdirectory { get; init; }

    /// <summary>Branch; null for the repository's default.</summary>
    public string? Branch { get; init; }

    /// <summary>The connection's name.</summary>
    public required string Connection { get; init; }

    /// <summary>The warehouse, and who connects to it.</summary>
    public required ProfileTarget Warehouse { get; init; }

    /// <summary>Schema that models are built in.</summary>
    public required string Schema { get; init; }

    /// <summary>Threads of dbt.</summary>
    public required int Threads { get; init; }

    /// <summary>Name of the target that the project's code sees.</summary>
    public required string Target { get; init; }

    /// <summary>The environment's name.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>What the job is for.</summary>
    public string JobDescription { get; init; } = "";

    /// <summary>The job's commands.</summary>
    public IReadOnlyList<string> Steps { get; init; } = ["dbt build"];

    /// <summary>Whether docs are made and the freshness of sources is checked.</summary>
    public bool MakesDocs { get; init; }

    /// <summary>When the job runs by itself, as cron in UTC; null for never.</summary>
    public string? Cron { get; init; }

    /// <summary>Whether the schedule is switched on.</summary>
    public bool IsScheduled { get; init; } = true;

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{Name} from {RemoteUrl}";
}
