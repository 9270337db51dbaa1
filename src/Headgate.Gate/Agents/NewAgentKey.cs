namespace Headgate.Gate.Agents;

/// <summary>A key to be made.</summary>
/// <param name="name">Its name, unique among the good keys of its agent.</param>
public sealed class NewAgentKey(string name)
{
    /// <summary>Its name, unique among the good keys of its agent.</summary>
    public string Name { get; set; } = name;

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The networks that its calls may come from; empty for all.</summary>
    public IReadOnlyList<string> Networks { get; set; } = [];
}
