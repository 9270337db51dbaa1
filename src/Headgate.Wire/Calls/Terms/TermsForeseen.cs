using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What a call would touch.</summary>
/// <param name="Refusal">Why it may not; null where it may, as far as that is known without taking anything.</param>
/// <param name="Touches">In words, such as <c>14 models (3 in full) and 5 tests, by the manifest of run 12</c>; null where the call touches none, or nothing is known.</param>
/// <param name="Nodes">The unique ids of these nodes.</param>
public sealed record TermsForeseen(Decision? Refusal, string? Touches, IReadOnlyList<string> Nodes)
{
    /// <summary>Nothing that is known.</summary>
    public static TermsForeseen Nothing { get; } = new(null, null, []);
}
