using Headgate.Catalogue;

namespace Headgate.Gate.Clients;

/// <summary>What a client gets.</summary>
/// <param name="Access">What it makes its calls with.</param>
/// <param name="Refresh">What it gets the next ones for, once.</param>
/// <param name="Scope">What they are for.</param>
internal sealed record IssuedTokens(Secret Access, Secret Refresh, string Scope);
