using Headgate.Reach;

namespace Headgate.Platform.Outbound;

/// <summary>Where the server connects to for foreign MCP servers.</summary>
/// <param name="Reach">Which addresses.</param>
public sealed record OutboundSettings(ReceiverReach Reach);
