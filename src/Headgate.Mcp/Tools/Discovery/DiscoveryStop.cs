using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary>Ends a tool in the middle of its questions, with what its caller is told.</summary>
internal sealed class DiscoveryStop(CallToolResult result) : Exception
{
    /// <summary>What the caller is told.</summary>
    public CallToolResult Result { get; } = result;
}
