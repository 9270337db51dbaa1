namespace Headgate.Gate.Agents;

/// <summary>What was made, or why not.</summary>
/// <param name="Value">What was made.</param>
/// <param name="Fault">Why not; null where it was made.</param>
public sealed record AgentResult<T>(T? Value, AgentFault? Fault)
    where T : class;
