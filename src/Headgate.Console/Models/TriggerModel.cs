namespace Headgate.WebConsole.Models;

/// <summary>Why a run runs.</summary>
public sealed record TriggerModel
{
    /// <summary>In words.</summary>
    public string? Cause { get; init; }

    /// <summary>In a word.</summary>
    public string? CauseCategory { get; init; }
}
