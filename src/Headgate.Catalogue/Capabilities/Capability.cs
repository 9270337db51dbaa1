namespace Headgate.Catalogue;

/// <summary>What a person grants to an agent. The set is closed: see <see cref="Capabilities"/>.</summary>
/// <param name="Id">Its stable name in grants, policy files and the record, such as <c>runs.trigger</c>.</param>
/// <param name="Name">Its name for people, such as "Trigger a run".</param>
/// <param name="Kind">Resource or action.</param>
/// <param name="Area">The part of the guide where it stands.</param>
/// <param name="Summary">One line: what an agent with it can do.</param>
/// <param name="Risk">One line: what can go wrong when the wrong agent has it.</param>
public sealed record Capability(string Id, string Name, CapabilityKind Kind, Area Area, string Summary, string Risk)
{
    /// <summary>Its place in <see cref="Capabilities.All"/>, so that tables of rights are arrays.</summary>
    public int Number { get; internal set; }

    /// <summary>
    /// Whether a grant of it names each thing that it is for: the whole account is none of its places, so that what is new is off until a person names it.
    /// </summary>
    public bool IsGrantedByName { get; init; }

    /// <summary>The levels that may be granted, besides <see cref="Level.Off"/>.</summary>
    public IReadOnlyList<Level> Levels => Kind == CapabilityKind.Action ? [Level.Full] : [Level.Read, Level.Full];

    /// <inheritdoc/>
    public override string ToString() => Id;
}
