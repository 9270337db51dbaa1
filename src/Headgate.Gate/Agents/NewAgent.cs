namespace Headgate.Gate.Agents;

/// <summary>An agent to be made.</summary>
/// <param name="name">Its name, unique in the account.</param>
public sealed class NewAgent(string name)
{
    /// <summary>Its name, unique in the account.</summary>
    public string Name { get; set; } = name;

    /// <summary>What it does and for whom.</summary>
    public string? Description { get; set; }

    /// <summary>The person responsible for it.</summary>
    public string? Owner { get; set; }

    /// <summary>Name of the account elsewhere that it works in; null for this platform.</summary>
    public string? Upstream { get; set; }

    /// <summary>When its first key ends; null for never.</summary>
    public DateTimeOffset? KeyExpiresAt { get; set; }
}
