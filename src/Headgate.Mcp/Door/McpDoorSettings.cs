using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Door;

/// <summary>How the door of MCP is set.</summary>
public sealed record McpDoorSettings
{
    /// <summary>The address at which people reach the server; pages of it may call, and its host is one that the server is.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>The server's version, as it is told to clients.</summary>
    public required string Version { get; init; }

    /// <summary>What the server tells of itself.</summary>
    internal Implementation Identity =>
        new()
        {
            Name = "headgate",
            Title = "Headgate",
            Version = Version,
        };

    /// <summary>
    /// Whether what of the protocol this server has no use for (sessions, prompts, questions to the client) goes on to the SDK all the same. For tests of conformance,
    /// which ask for all of it; there is no setting that turns it on.
    /// </summary>
    internal bool WholeProtocol { get; init; }

    /// <summary>Most bytes of one message.</summary>
    public int BodyLimit { get; init; } = 1024 * 1024;

    /// <summary>Most bytes of one tool's result.</summary>
    public int ResultLimit { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most bytes of one file in a result; the rest is told of.</summary>
    public int FileLimit { get; init; } = 1024 * 1024;
}
