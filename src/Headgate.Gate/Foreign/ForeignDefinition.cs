namespace Headgate.Gate.Foreign;

/// <summary>What a server says of one of its tools, in one form however it was sent.</summary>
/// <param name="Tool">The name that the server gives it.</param>
/// <param name="Name">Its name here.</param>
/// <param name="Json">The definition: name, title, description, schemas and annotations, keys in order.</param>
/// <param name="Digest">SHA-256 of that.</param>
/// <param name="LeftOut">Why it cannot be used; null where it can.</param>
internal sealed record ForeignDefinition(string Tool, string Name, string Json, string Digest, string? LeftOut);
