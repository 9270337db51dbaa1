namespace Headgate.Mcp.Local;

/// <summary>The local server cannot be started as it was asked for; the message is for the person who started it.</summary>
public sealed class LocalSetupException(string message) : Exception(message);
