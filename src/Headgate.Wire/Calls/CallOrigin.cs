using System.Diagnostics;

namespace Headgate.Wire;

/// <summary>Who makes a call by name, from where, and by which door.</summary>
/// <param name="Surface">The door, for the record: <c>mcp</c>, <c>graphql</c>, <c>console</c>.</param>
/// <param name="Address">The address of the caller's socket, or <c>local</c>.</param>
/// <param name="Credential">The caller's own credential, never one of the server's.</param>
/// <param name="Services">Services of the call.</param>
public sealed record CallOrigin(string Surface, string Address, CallerCredential Credential, IServiceProvider Services)
{
    /// <summary>What the caller says of itself besides, which only the record sees; null for nothing.</summary>
    public CallerClaims? Claims { get; init; }

    /// <summary>The tool that is called, for the record; null where the door has none.</summary>
    public string? Tool { get; init; }

    /// <summary>The name that the caller gives to what it changes with this, so that it is done once; null for none.</summary>
    public RepeatKey? Repeat { get; init; }

    /// <summary>What the record says besides where the call waits for a person, such as that the client's own answer is none; null for nothing.</summary>
    public string? HeldNote { get; init; }

    /// <summary>A call that is no operation yet, as the door saw it: for the record of what it did not understand.</summary>
    /// <param name="method">The method, as it was sent.</param>
    /// <param name="path">The address, as it was sent.</param>
    public IncomingCall Call(string method, string path) =>
        new()
        {
            RequestId = Guid.NewGuid().ToString("N")[..16],
            Surface = Surface,
            Address = Address,
            Claims = Claims,
            Tool = Tool,
            Repeat = Repeat,
            HeldNote = HeldNote,
            Credential = Credential,
            Method = Sentences.Clean(method, 32),
            Path = RecordedPath.Of(path),
            Services = Services,
            Started = Stopwatch.GetTimestamp(),
        };
}
