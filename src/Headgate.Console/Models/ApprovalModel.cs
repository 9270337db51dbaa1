namespace Headgate.WebConsole.Models;

/// <summary>A question to a person.</summary>
public sealed record ApprovalModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Who asks.</summary>
    public long AgentId { get; init; }

    /// <summary>Its name.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The operation.</summary>
    public string Operation { get; init; } = "";

    /// <summary>What it is aimed at.</summary>
    public string Target { get; init; } = "";

    /// <summary>What it would do.</summary>
    public string Effect { get; init; } = "";

    /// <summary>What the agent sends.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>SHA-256 of the call.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public string Status { get; init; } = "";

    /// <summary>How often it was asked.</summary>
    public int Asked { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>By whom.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>What was said.</summary>
    public string? Note { get; init; }

    /// <summary>When the call was made.</summary>
    public DateTimeOffset? SpentAt { get; init; }
}
