using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>A thing of an answer, and where it lies.</summary>
/// <param name="Json">What was sent.</param>
/// <param name="Facts">What it says of its place and of other things.</param>
/// <param name="Place">Where it lies by that.</param>
internal sealed record JudgedThing(JsonElement Json, ThingFacts Facts, Target Place)
{
    /// <summary>Judges one; null where it cannot be judged, or is of another account.</summary>
    public static JudgedThing? Of(TargetKind kind, JsonElement thing, long account)
    {
        var facts = ThingFacts.Of(thing);
        return ThingPlaces.Of(kind, facts, account) is { } place ? new JudgedThing(thing, facts, place) : null;
    }

    /// <summary>The same, living longer than the answer that it stood in.</summary>
    public JudgedThing Kept()
    {
        var kept = Json.Clone();
        return new JudgedThing(kept, ThingFacts.Of(kept), Place);
    }
}
