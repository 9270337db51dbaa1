namespace Headgate.Metadata.Artifacts;

/// <summary>A node as a manifest has it.</summary>
/// <param name="UniqueId">dbt's id.</param>
/// <param name="Outline">Its outline, as JSON.</param>
/// <param name="Body">All that is kept of it, as JSON, compressed.</param>
/// <param name="Digest">Digest of that.</param>
/// <param name="CompiledCode">The code that was made of it, compressed; null for none.</param>
internal sealed record ManifestNode(string UniqueId, string Outline, byte[] Body, string Digest, byte[]? CompiledCode);
