using Headgate.Catalogue;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>A caller, with what an honest reading of its rights lets it see.</summary>
/// <param name="Name">For messages: the rights in words.</param>
/// <param name="Secret">Its key or token.</param>
/// <param name="MaySee">Whether a canary may stand in an answer of an operation.</param>
internal sealed record ScopedCaller(string Name, string Secret, Func<Canary, Operation, bool> MaySee);
