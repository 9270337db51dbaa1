using System.Text.Json;

namespace Headgate.Gate.Foreign;

/// <summary>A foreign tool as administrators see it.</summary>
public sealed record ForeignToolView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name here: what grants and clients call it.</summary>
    public required string Name { get; init; }

    /// <summary>The name that its server gives it.</summary>
    public required string Tool { get; init; }

    /// <summary>
    /// <c>on</c>: agents that are granted it may call it. <c>new</c>: nobody has looked at it yet. <c>changed</c>: it is another than the one that was looked at.
    /// <c>left_out</c>: it cannot be used.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Why it cannot be used; null where it can.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Digest of its definition, which whoever reviews it names.</summary>
    public required string Digest { get; init; }

    /// <summary>Its definition, as its server says it now.</summary>
    public required JsonElement Definition { get; init; }

    /// <summary>What of the definition differs from the one that was looked at.</summary>
    public required IReadOnlyList<ForeignChange> Changes { get; init; }

    /// <summary>When it was looked at; null for never.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Who looked at it.</summary>
    public string? ReviewedBy { get; init; }
}
