namespace Headgate.Metadata.Artifacts;

/// <summary>An artifact, or the rest of one, cannot be read; caught where artifacts are read, and noted.</summary>
internal sealed class UnreadableArtifactException(string message) : Exception(message);
