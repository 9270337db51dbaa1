namespace Headgate.WebConsole.Models;

/// <summary>A key that was just made.</summary>
public sealed record IssuedKeyModel
{
    /// <summary>The agent.</summary>
    public AgentModel Agent { get; init; } = new();

    /// <summary>The key.</summary>
    public KeyModel Key { get; init; } = new();

    /// <summary>Shown this once.</summary>
    public string Secret { get; init; } = "";
}
