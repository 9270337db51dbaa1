namespace Headgate.Wire;

/// <summary>What the record holds of what was sent with a call.</summary>
/// <param name="Digest">
/// SHA-256 of the canonical JSON of everything that was sent: equal for equal arguments, whatever their order and spacing. Short secrets could be guessed from it, so that a
/// recorder keeps it only under a key.
/// </param>
/// <param name="Told">The fields whose values tell what was done, with their values; a masked one has <c>***</c>.</param>
public sealed record RecordedArguments(ReadOnlyMemory<byte> Digest, IReadOnlyList<KeyValuePair<string, string>> Told);
