using Headgate.Catalogue;

namespace Headgate.Mcp.Local.Gate;

/// <summary>The server whose gate each command passes, and the key to pass it with.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Key">The agent's key.</param>
public sealed record GateAddress(Uri Server, Secret Key);
