namespace Headgate.WebConsole.Pages;

/// <summary>One thing that an account is made of.</summary>
/// <param name="Path">Its segment of the address.</param>
/// <param name="Name">All of them.</param>
/// <param name="One">One of them.</param>
/// <param name="List">The operation that lists them.</param>
/// <param name="Empty">What is said where there is none yet.</param>
internal sealed record AccountPart(string Path, string Name, string One, string List, string Empty)
{
    /// <summary>One of them, as a sentence names it.</summary>
    public string WithArticle =>
        "AEIOUMaeiou".Contains(One[0], StringComparison.Ordinal) && !One.StartsWith("us", StringComparison.Ordinal)
            ? $"an {One}"
            : $"a {One}";

    /// <summary>What is told of one that no form changes; null for all that is known.</summary>
    public IReadOnlyList<string>? Facts { get; init; }

    /// <summary>What one does to have another one.</summary>
    public string Verb { get; init; } = "Make";

    /// <summary>Begins the ids of its other operations; null where there are none.</summary>
    public string? Prefix { get; init; }

    /// <summary>The page that lists them; null for that of the account.</summary>
    public string? Home { get; init; }

    /// <summary>Whether it is the viewer's own, and nothing for a service token.</summary>
    public bool OfPerson { get; init; }

    /// <summary>Whether its list is one of a project.</summary>
    public bool InProject { get; init; }
}
