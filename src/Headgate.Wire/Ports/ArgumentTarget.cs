using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>A body field with what its id names.</summary>
/// <param name="Field">The field; nested ones with dots.</param>
/// <param name="Id">The id that was sent.</param>
/// <param name="Target">What it names; null for nothing that exists in the account.</param>
public sealed record ArgumentTarget(string Field, long Id, Target? Target);
