namespace Headgate.Wire;

/// <summary>Names of ways out that are stricter than the one that the operator has set.</summary>
public static class OutboundReach
{
    /// <summary>The key of the <see cref="IOutboundConnections"/> that connect to the public internet alone, whatever is set: for addresses that somebody unknown has chosen.</summary>
    public const string Public = "public";
}
