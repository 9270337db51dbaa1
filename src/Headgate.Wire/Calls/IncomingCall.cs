using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What a door hands in: a call as it was sent, before anybody is known or anything is decided.</summary>
public sealed record IncomingCall
{
    /// <summary>The request's id, which the record and the answer repeat.</summary>
    public required string RequestId { get; init; }

    /// <summary>The door, for the record: <c>admin-v2</c>, <c>admin-v3</c>, <c>gate-v1</c>.</summary>
    public required string Surface { get; init; }

    /// <summary>The tool that was called; null where the door has none.</summary>
    public string? Tool { get; init; }

    /// <summary>The address of the caller's socket.</summary>
    public required string Address { get; init; }

    /// <summary>What the caller says of itself besides, which only the record sees; null for nothing.</summary>
    public CallerClaims? Claims { get; init; }

    /// <summary>What the caller shows of itself.</summary>
    public required CallerCredential Credential { get; init; }

    /// <summary>The method as it was sent, for the record.</summary>
    public required string Method { get; init; }

    /// <summary>The address as it was sent, for the record: without secrets and control characters, at most 256 characters.</summary>
    public required string Path { get; init; }

    /// <summary>The operation; null where the address has operations, but none with this method.</summary>
    public OperationEntry? Operation { get; init; }

    /// <summary>The operations of the address, where <see cref="Operation"/> is null.</summary>
    public IReadOnlyList<OperationEntry> Others { get; init; } = [];

    /// <summary>The values of the operation's route.</summary>
    public RouteMatch Route { get; init; } = RouteMatch.None;

    /// <summary>The values of the query string; null for none.</summary>
    public IReadOnlyDictionary<string, Sent>? Query { get; init; }

    /// <summary>The body; null for none.</summary>
    public ICallBody? Body { get; init; }

    /// <summary>The name that its sender gives it, so that it is done once; null for none.</summary>
    public RepeatKey? Repeat { get; init; }

    /// <summary>What the record says besides where the call waits for a person; null for nothing.</summary>
    public string? HeldNote { get; init; }

    /// <summary>Services of the call.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>When it arrived, as a timestamp of the clock.</summary>
    public required long Started { get; init; }
}
