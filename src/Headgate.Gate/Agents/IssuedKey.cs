namespace Headgate.Gate.Agents;

/// <summary>A key with its secret, which is shown this once.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Key">The key.</param>
/// <param name="Secret">What the agent sends.</param>
public sealed record IssuedKey(AgentView Agent, AgentKeyView Key, Catalogue.Secret Secret);
