using System.Net;

namespace Headgate.Platform.Webhooks.Receivers;

/// <summary>Finds the addresses of a receiver's name.</summary>
public interface IReceiverNames
{
    /// <summary>The addresses of a name, in the order in which they are to be tried.</summary>
    Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation);
}
