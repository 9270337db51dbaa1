namespace Headgate.Gate.Clients;

/// <summary>A client that acts as an agent.</summary>
/// <param name="Id">Number of the connection.</param>
/// <param name="AgentId">The agent.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="ClientId">The client's id: the address of its description, or what it was given when it registered.</param>
/// <param name="ClientName">What it calls itself.</param>
/// <param name="For">Who let it.</param>
/// <param name="Scope">What was agreed to.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="LastUsed">Last accepted call, to the minute.</param>
public sealed record ClientConnectionView(
    long Id,
    long AgentId,
    string Agent,
    string ClientId,
    string ClientName,
    string For,
    string Scope,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsed
);
