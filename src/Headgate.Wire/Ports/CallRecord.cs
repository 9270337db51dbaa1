using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>One entry of the record before the keeper of the record gives it a number, a time and a hash.</summary>
public sealed record CallRecord
{
    /// <summary>The request's id, which the answer's <c>X-Request-Id</c> repeats.</summary>
    public required string RequestId { get; init; }

    /// <summary>Who; <see cref="Catalogue.Caller.Anonymous"/> where nobody is known.</summary>
    public required Caller Caller { get; init; }

    /// <summary>A keyed fingerprint of a credential that belongs to nobody (never the credential); null where the caller is known or sent none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The address of the caller's socket.</summary>
    public required string Address { get; init; }

    /// <summary>What the caller said of itself; null for nothing.</summary>
    public CallerClaims? Claims { get; init; }

    /// <summary>The door that it came in by: <c>admin-v2</c>, <c>admin-v3</c>, <c>gate-v1</c>.</summary>
    public required string Surface { get; init; }

    /// <summary>The tool that was called; null where the door has none.</summary>
    public string? Tool { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent, at most 256 characters, credentials in the query masked, control characters escaped.</summary>
    public required string Path { get; init; }

    /// <summary>The operation; null where none has the path.</summary>
    public Operation? Operation { get; init; }

    /// <summary>What it is aimed at; null where it was not looked up or does not exist.</summary>
    public Target? Target { get; init; }

    /// <summary>What was sent with it; null where nothing was, or it was not read.</summary>
    public RecordedArguments? Arguments { get; init; }

    /// <summary>The word.</summary>
    public required RecordWord Word { get; init; }

    /// <summary>The reason's code.</summary>
    public required Reason Reason { get; init; }

    /// <summary>The decision itself; null for refused calls, about which no rule was asked.</summary>
    public Decision? Decision { get; init; }

    /// <summary>A remark, such as "old key, 3 hours left"; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>The status that a refusal answers; 0 for allowed calls.</summary>
    public int Status { get; init; }

    /// <summary>The sentence for people.</summary>
    public required string Sentence { get; init; }
}
