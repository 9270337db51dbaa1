namespace Headgate.WebConsole.Models;

/// <summary>A grant of an agent.</summary>
public sealed record GrantModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>The capability.</summary>
    public string Capability { get; init; } = "";

    /// <summary>read, full or deny.</summary>
    public string Level { get; init; } = "";

    /// <summary>Projects.</summary>
    public IReadOnlyList<long> ProjectIds { get; init; } = [];

    /// <summary>Environments.</summary>
    public IReadOnlyList<long> EnvironmentIds { get; init; } = [];

    /// <summary>Jobs.</summary>
    public IReadOnlyList<long> JobIds { get; init; } = [];

    /// <summary>Projects by name.</summary>
    public string? ProjectPattern { get; init; }

    /// <summary>Environments by name.</summary>
    public string? EnvironmentPattern { get; init; }

    /// <summary>Jobs by name.</summary>
    public string? JobPattern { get; init; }

    /// <summary>Foreign tools.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Override fields.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Whether credentials may be made.</summary>
    public bool IssueCredentials { get; init; }

    /// <summary>Conditions, as they were given.</summary>
    public System.Text.Json.JsonElement? When { get; init; }

    /// <summary>Why.</summary>
    public string? Note { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Places that match nothing now.</summary>
    public IReadOnlyList<string> Unmatched { get; init; } = [];

    /// <summary>The grant in words.</summary>
    public string Sentence { get; init; } = "";
}
