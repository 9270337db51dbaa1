namespace Headgate.Gate.Upstreams.Administration;

/// <summary>What a test of an account elsewhere found out.</summary>
public sealed record UpstreamTestView
{
    /// <summary>Whether the token is good for the account.</summary>
    public required bool Good { get; init; }

    /// <summary>The same in a sentence, with what to do where it is not.</summary>
    public required string Message { get; init; }

    /// <summary>The account's id there.</summary>
    public required long RemoteAccountId { get; init; }

    /// <summary>The account's name there; null where it is not told.</summary>
    public string? RemoteAccountName { get; init; }

    /// <summary>Capabilities that the token may read.</summary>
    public required IReadOnlyList<string> Readable { get; init; }

    /// <summary>Capabilities that it may not read.</summary>
    public required IReadOnlyList<string> Unreadable { get; init; }

    /// <summary>Grants of agents that it cannot serve, in words.</summary>
    public required IReadOnlyList<string> UnservedGrants { get; init; }
}
