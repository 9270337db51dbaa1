namespace Headgate.WebConsole.Models;

/// <summary>A session of the console.</summary>
public sealed record SessionModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Whose.</summary>
    public string Name { get; init; } = "";

    /// <summary>The kind of token.</summary>
    public string Kind { get; init; } = "";

    /// <summary>From where.</summary>
    public string OpenedFrom { get; init; } = "";

    /// <summary>The browser.</summary>
    public string Browser { get; init; } = "";

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Last call.</summary>
    public DateTimeOffset LastUsed { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it is the one at hand.</summary>
    public bool IsThis { get; init; }
}
