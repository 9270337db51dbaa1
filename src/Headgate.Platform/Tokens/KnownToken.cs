using Headgate.Catalogue;

namespace Headgate.Platform.Tokens;

/// <summary>A token with all that judging it needs.</summary>
/// <param name="Caller">Its owner.</param>
/// <param name="IsRevoked">Whether it, or the user behind it, is gone.</param>
/// <param name="ExpiresAt">Refused from then on; null for never.</param>
internal sealed record KnownToken(Caller Caller, bool IsRevoked, DateTimeOffset? ExpiresAt);
