using System.Security.Claims;

namespace Headgate.WebConsole.Doors;

/// <summary>What came of the provider's answer.</summary>
/// <param name="Person">What it says of the person; null where it was not believed.</param>
/// <param name="To">Where the person wanted to go.</param>
/// <param name="Failure">Why it was not believed.</param>
internal sealed record OidcOutcome(ClaimsPrincipal? Person, string? To, Exception? Failure);
