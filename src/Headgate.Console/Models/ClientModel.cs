namespace Headgate.WebConsole.Models;

/// <summary>A client that acts as an agent.</summary>
public sealed record ClientModel
{
    /// <summary>Number of the connection.</summary>
    public long Id { get; init; }

    /// <summary>The agent.</summary>
    public long AgentId { get; init; }

    /// <summary>What it calls itself.</summary>
    public string ClientName { get; init; } = "";

    /// <summary>Who let it.</summary>
    public string For { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last accepted call.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}
