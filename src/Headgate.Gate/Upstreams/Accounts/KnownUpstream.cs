using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Accounts;

/// <summary>An account elsewhere with all that calling it needs. Immutable; a change makes a new one.</summary>
internal sealed record KnownUpstream
{
    /// <summary>Its id here.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The account of this server that administers it.</summary>
    public required long HomeAccountId { get; init; }

    /// <summary>The account's id there.</summary>
    public required long AccountId { get; init; }

    /// <summary>Scheme and host, without a closing slash.</summary>
    public required string BaseAddress { get; init; }

    /// <summary>The token, which leaves this process in one header and nowhere else.</summary>
    public required Secret Token { get; init; }

    /// <summary>How long it may take to begin an answer, and to end one that is no file.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>When it was last changed: what was remembered of it before is worth nothing.</summary>
    public required long Version { get; init; }
}
