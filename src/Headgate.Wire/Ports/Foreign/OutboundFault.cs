namespace Headgate.Wire;

/// <summary>An address was not connected to; the message is for people.</summary>
public sealed class OutboundFault(string message) : Exception(message);
