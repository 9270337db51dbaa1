namespace Headgate.Wire;

/// <summary>What the record holds of what was sent with a call.</summary>
/// <param name="Digest">SHA-256 of the canonical JSON of everything that was sent, 64 hexadecimal digits: equal for equal arguments, whatever their order and spacing.</param>
/// <param name="Told">The fields whose values tell what was done, with their values; a masked one has <c>***</c>.</param>
public sealed record RecordedArguments(string Digest, IReadOnlyList<KeyValuePair<string, string>> Told);
