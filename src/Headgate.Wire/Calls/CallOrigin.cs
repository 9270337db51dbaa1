using System.Diagnostics;

namespace Headgate.Wire;

/// <summary>Who makes a call by name, from where, and by which door.</summary>
/// <param name="Surface">The door, for the record: <c>mcp</c>, <c>graphql</c>, <c>console</c>.</param>
/// <param name="Address">The address of the caller's socket, or <c>local</c>.</param>
/// <param name="Credential">The caller's own credential, never one of the server's.</param>
/// <param name="Services">Services of the call.</param>
public sealed record CallOrigin(string Surface, string Address, CallerCredential Credential, IServiceProvider Services)
{
    internal IncomingCall Call(string method, string path) =>
        new()
        {
            RequestId = Guid.NewGuid().ToString("N")[..16],
            Surface = Surface,
            Address = Address,
            Credential = Credential,
            Method = method,
            Path = path,
            Services = Services,
            Started = Stopwatch.GetTimestamp(),
        };
}
