namespace Headgate.Mcp.Foreign.Transport;

/// <summary>A foreign server sent more than it may; the rest is not read.</summary>
internal sealed class TooMuchException() : IOException("More was sent than an answer may have.");
