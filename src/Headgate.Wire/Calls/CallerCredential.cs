using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What a door found as the caller's credential.</summary>
/// <param name="Value">The credential; empty where there is none that could be looked up.</param>
/// <param name="Refusal">Why there is none; null where it can be looked up.</param>
public readonly record struct CallerCredential(Secret Value, Reason? Refusal);
