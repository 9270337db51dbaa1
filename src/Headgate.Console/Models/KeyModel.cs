namespace Headgate.WebConsole.Models;

/// <summary>A key of an agent.</summary>
public sealed record KeyModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The secret's last characters.</summary>
    public string Ends { get; init; } = "";

    /// <summary>good, replaced, expired or revoked.</summary>
    public string Status { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The networks that its calls may come from; empty for all.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}
