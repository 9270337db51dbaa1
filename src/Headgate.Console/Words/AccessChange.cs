using Headgate.Catalogue;
using Headgate.WebConsole.Models;

namespace Headgate.WebConsole.Words;

/// <summary>A change of what an agent may, before it is saved.</summary>
/// <param name="Capability">What.</param>
/// <param name="From">The level that it has.</param>
/// <param name="To">The level that it gets.</param>
public sealed record AccessChange(Capability Capability, string From, string To)
{
    /// <summary>Whether the agent may more afterwards.</summary>
    public bool IsGain => Rank(To) > Rank(From);

    /// <summary>The change as a sentence.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="place">Where.</param>
    public string Sentence(string agent, Places place)
    {
        var what = Capability.Name.ToLowerInvariant();
        var where = place.Key == Places.Everywhere.Key ? "in the whole account" : $"in {place.Name}";
        if (Capability.Kind == CapabilityKind.Action)
        {
            return IsGain ? $"{agent} gains: {what} {where}." : $"{agent} loses: {what} {where}.";
        }
        return (From, To) switch
        {
            ("off", _) => $"{agent} gains: {Verb(To)} {what} {where}.",
            (_, "off") => $"{agent} loses: {Verb(From)} {what} {where}.",
            ("read", "full") => $"{agent} gains: change {what} {where}, which it could only read.",
            ("full", "read") => $"{agent} loses: change {what} {where}; it still reads them.",
            _ => $"{agent}: {what} {From} becomes {To} {where}.",
        };
    }

    /// <summary>The level of a capability at a place: off where no grant holds exactly there.</summary>
    public static string LevelAt(AgentModel agent, Capability capability, Places place) =>
        GrantAt(agent, capability, place)?.Level ?? "off";

    /// <summary>The grant of a capability at exactly a place; null for none.</summary>
    public static GrantModel? GrantAt(AgentModel agent, Capability capability, Places place) =>
        agent.Grants.FirstOrDefault(g => g.Capability == capability.Id && place.Has(g));

    private static string Verb(string level) => level == "full" ? "read and change" : "read";

    private static int Rank(string level) =>
        level switch
        {
            "deny" => -1,
            "read" => 1,
            "full" => 2,
            _ => 0,
        };
}
