namespace Headgate.Gate.Operations;

/// <summary>The switch of all agents.</summary>
/// <param name="Enabled">Whether agents may call.</param>
public sealed record AgentsSwitchView(bool Enabled);
