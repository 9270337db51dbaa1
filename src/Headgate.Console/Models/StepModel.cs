namespace Headgate.WebConsole.Models;

/// <summary>A step of a run.</summary>
public sealed record StepModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its position, from 1.</summary>
    public int Index { get; init; }

    /// <summary>dbt's number.</summary>
    public int Status { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its log; of a long one the end.</summary>
    public string Logs { get; init; } = "";

    /// <summary>When it began.</summary>
    public string? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public string? FinishedAt { get; init; }
}
