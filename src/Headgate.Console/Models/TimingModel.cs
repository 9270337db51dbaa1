namespace Headgate.WebConsole.Models;

/// <summary>When a part of a node was done.</summary>
public sealed record TimingModel
{
    /// <summary>compile or execute.</summary>
    public string Name { get; init; } = "";

    /// <summary>From.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>To.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}
