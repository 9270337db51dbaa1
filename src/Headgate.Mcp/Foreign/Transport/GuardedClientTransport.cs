using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Foreign.Transport;

/// <summary>Connects by another transport and guards it.</summary>
internal sealed class GuardedClientTransport(IClientTransport inner, ForeignNotes notes, Action asked) : IClientTransport
{
    /// <inheritdoc/>
    public string Name => "foreign";

    /// <inheritdoc/>
    public async Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default) =>
        new GuardedTransport(await inner.ConnectAsync(cancellationToken), notes, asked);
}
