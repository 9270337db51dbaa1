namespace Headgate.Metrics;

/// <summary>Marks connections that came in by the port of Arrow Flight SQL; whoever listens there puts it among their features.</summary>
public sealed record FlightPort;
