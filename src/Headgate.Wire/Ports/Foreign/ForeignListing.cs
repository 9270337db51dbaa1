using System.Text.Json;

namespace Headgate.Wire;

/// <summary>The tools that a foreign server says it has, as it said it.</summary>
/// <param name="Tools">Each one's definition: an object.</param>
/// <param name="Fault">Why they could not be had, in a sentence; null where they could.</param>
public sealed record ForeignListing(IReadOnlyList<JsonElement> Tools, string? Fault)
{
    /// <summary>No list.</summary>
    public static ForeignListing Failed(string fault) => new([], fault);
}
