namespace Headgate.WebConsole.Models;

/// <summary>A session that was just opened.</summary>
public sealed record OpenedSessionModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>What the cookie holds.</summary>
    public string Secret { get; init; } = "";

    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
