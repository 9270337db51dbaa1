namespace Headgate.Platform.Runs.Box;

/// <summary>A file or folder of the server that a step sees.</summary>
/// <param name="Outer">Its path on the server.</param>
/// <param name="Inner">Its path inside.</param>
/// <param name="Writable">Whether the step may change it.</param>
/// <param name="Optional">Whether it may be missing.</param>
internal sealed record BoxMount(string Outer, string Inner, bool Writable = false, bool Optional = false);
