using System.Net;

namespace Headgate.Platform.Webhooks.Receivers;

/// <summary>Asks the machine's resolver.</summary>
internal sealed class SystemReceiverNames : IReceiverNames
{
    public Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation) => Dns.GetHostAddressesAsync(name, cancellation);
}
