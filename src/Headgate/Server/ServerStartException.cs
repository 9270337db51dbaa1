namespace Headgate.Server;

/// <summary>The server cannot be started, for a reason that a person can act on; the message is one line.</summary>
public sealed class ServerStartException(string message) : Exception(message);
