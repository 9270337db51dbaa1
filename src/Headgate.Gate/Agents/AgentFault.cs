namespace Headgate.Gate.Agents;

/// <summary>Why something was not done.</summary>
/// <param name="Field">The field at fault; null where the thing does not exist.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record AgentFault(string? Field, string Message);
