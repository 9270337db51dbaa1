namespace Headgate.WebConsole.Models;

/// <summary>A grant in words.</summary>
public sealed record OwnGrantModel
{
    /// <summary>The words.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
