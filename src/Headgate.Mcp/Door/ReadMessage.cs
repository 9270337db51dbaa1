using Headgate.Mcp.Rpc;

namespace Headgate.Mcp.Door;

/// <summary>The message of a request, read and judged by the door.</summary>
/// <param name="Message">The message.</param>
internal sealed record ReadMessage(RpcMessage Message);
