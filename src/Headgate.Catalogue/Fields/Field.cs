using System.Text.Json.Nodes;

namespace Headgate.Catalogue;

/// <summary>
/// One thing that a caller can send with an operation, declared once: it reads, checks, documents and describes, it is what rules about arguments speak of, and it
/// says what the record shows.
/// </summary>
/// <param name="Name">Its name on the wire; empty for a body that is a list as a whole.</param>
/// <param name="Place">Where it is sent.</param>
/// <param name="Shape">What values it takes.</param>
/// <param name="Says">What it does, in a sentence for someone who builds an agent.</param>
public abstract record Field(string Name, FieldPlace Place, Shape Shape, string Says)
{
    /// <summary>Other names under which clients send it. Rules and the record know it by <see cref="Name"/>, whichever was used.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether a call without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether JSON's null is refused, where it could be taken for a wider meaning than the field's absence.</summary>
    public bool RefusesNull { get; init; }

    /// <summary>
    /// What its id or ids name; null for none. They are looked up and judged before the operation is done, so that nobody reaches through an argument what the path
    /// would refuse.
    /// </summary>
    public TargetKind? Names { get; init; }

    /// <summary>Whether it changes what the thing that is called does, such as another branch for one run: a grant has to name it.</summary>
    public bool IsOverride { get; init; }

    /// <summary>What the record shows of it.</summary>
    public FieldRecord Record { get; init; }

    /// <summary>Notes what is wrong with what was sent for it.</summary>
    public abstract void Validate(in FieldSource source, FieldProblems problems);

    /// <summary>What holds where it is left out, for the guide; null where there is nothing to say.</summary>
    public abstract string? DefaultText { get; }

    /// <summary>The same as JSON, for descriptions; null where there is nothing to say.</summary>
    public abstract JsonNode? DefaultJson { get; }
}
