namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>What a server sees that is dead.</summary>
internal sealed class ServerDiedException() : Exception("The simulated server is dead.");
