namespace Headgate.WebConsole.Models;

/// <summary>A job.</summary>
public sealed record JobModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its project.</summary>
    public long ProjectId { get; init; }

    /// <summary>Its environment.</summary>
    public long EnvironmentId { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Its commands.</summary>
    public IReadOnlyList<string> ExecuteSteps { get; init; } = [];

    /// <summary>Whether it is switched off.</summary>
    public bool Deactivated { get; init; }

    /// <summary>Its schedule in words.</summary>
    public string? CronHumanized { get; init; }

    /// <summary>When it runs next.</summary>
    public string? NextRun { get; init; }

    /// <summary>Its version of dbt.</summary>
    public string? DbtVersion { get; init; }

    /// <summary>Whether docs are made.</summary>
    public bool GenerateDocs { get; init; }

    /// <summary>Its environment.</summary>
    public NamedModel? Environment { get; init; }

    /// <summary>Its project.</summary>
    public NamedModel? Project { get; init; }

    /// <summary>Its newest run.</summary>
    public RunModel? MostRecentRun { get; init; }
}
