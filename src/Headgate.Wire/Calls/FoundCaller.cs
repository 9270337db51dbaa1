using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What the <c>Authorization</c> header led to.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Refusal">Why not; null where the credential is good.</param>
/// <param name="Fingerprint">Of a credential that belongs to nobody.</param>
/// <param name="Note">For the record.</param>
internal readonly record struct FoundCaller(Caller Caller, Reason? Refusal, string? Fingerprint, string? Note);
