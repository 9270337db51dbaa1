namespace Headgate.Gate.Upstreams.Administration;

/// <summary>An account elsewhere as administrators see it. Its token is never in it.</summary>
public sealed record UpstreamView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Scheme and host.</summary>
    public required string BaseAddress { get; init; }

    /// <summary>The account's id there.</summary>
    public required long RemoteAccountId { get; init; }

    /// <summary>Whether it is a test bed.</summary>
    public required bool TestBed { get; init; }

    /// <summary>How long it may take to begin an answer, in seconds.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>Names of the agents whose calls go there.</summary>
    public required IReadOnlyList<string> Agents { get; init; }

    /// <summary><c>good</c>, <c>failing</c>, <c>resting</c>, or <c>unknown</c> where nothing was called since the start.</summary>
    public required string Health { get; init; }

    /// <summary>What went wrong last, in words; null for nothing since the start.</summary>
    public string? LastFault { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastFaultAt { get; init; }

    /// <summary>When it answered well last.</summary>
    public DateTimeOffset? LastGoodAt { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
