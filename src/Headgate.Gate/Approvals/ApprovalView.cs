using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Gate.Approvals;

/// <summary>A question to a person, as people and the agent that asks see it.</summary>
public sealed record ApprovalView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>The agent that asks, by id.</summary>
    public required long AgentId { get; init; }

    /// <summary>Its name when it asked.</summary>
    public required string Agent { get; init; }

    /// <summary>The account elsewhere that the call is meant for; null for this platform.</summary>
    public string? Upstream { get; init; }

    /// <summary>The operation's id.</summary>
    public required string Operation { get; init; }

    /// <summary>What the call is aimed at, in words.</summary>
    public required string Target { get; init; }

    /// <summary>What the call would do, in the gate's own words.</summary>
    public required string Effect { get; init; }

    /// <summary>What the agent sends, as it sends it: its own words, by name; secrets masked.</summary>
    public required IReadOnlyDictionary<string, string> Arguments { get; init; }

    /// <summary>SHA-256 of the canonical call; the record has the same.</summary>
    public required string Digest { get; init; }

    /// <summary><c>waiting</c>, <c>approved</c>, <c>refused</c>, <c>spent</c>, <c>stale</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How often the call was made while it waited.</summary>
    public required int Asked { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it waits, or after a yes can be used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When a person decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>What the person said to it.</summary>
    public string? Note { get; init; }

    /// <summary>When the call was made.</summary>
    public DateTimeOffset? SpentAt { get; init; }

    internal static ApprovalView Of(Approval row, DateTimeOffset now) =>
        new()
        {
            Id = row.Id,
            AgentId = row.AgentId,
            Agent = row.AgentName,
            Upstream = row.Upstream,
            Operation = row.Operation,
            Target = row.Target,
            Effect = row.Effect,
            Arguments = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Arguments) ?? [],
            Digest = row.Digest,
            Status =
                row.Status is ApprovalStatus.Waiting or ApprovalStatus.Approved && row.ExpiresAt <= now
                    ? ApprovalStatus.Expired
                    : row.Status,
            Asked = row.Asked,
            CreatedAt = row.CreatedAt,
            ExpiresAt = row.ExpiresAt,
            DecidedAt = row.DecidedAt,
            DecidedBy = row.DecidedBy,
            Note = row.Note,
            SpentAt = row.SpentAt,
        };
}
