namespace Headgate.Cli.Up;

/// <summary>An event that the demo's receiver got.</summary>
/// <param name="Type">Such as <c>job.run.completed</c>.</param>
/// <param name="RunId">The run, as text.</param>
/// <param name="RunStatus">Such as <c>Success</c>.</param>
/// <param name="Signed">Whether its signature was right.</param>
internal sealed record ReceivedEvent(string Type, string RunId, string RunStatus, bool Signed);
