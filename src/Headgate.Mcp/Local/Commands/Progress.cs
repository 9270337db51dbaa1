using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Mcp.Local.Commands;

/// <summary>Tells a client how far its call is, where it asked for that.</summary>
internal sealed class Progress(McpServer server, ProgressToken? token)
{
    private int _done;

    /// <summary>The call waits, or begins.</summary>
    public ValueTask TellAsync(string message) => SendAsync(_done, null, message);

    /// <summary>Another node is done.</summary>
    /// <param name="all">Nodes in all.</param>
    /// <param name="message">What dbt says of it.</param>
    public ValueTask NodeDoneAsync(int all, string message) => SendAsync(++_done, all, message);

    private async ValueTask SendAsync(int done, int? all, string message)
    {
        if (token is not { } asked)
        {
            return;
        }
        try
        {
            await server.NotifyProgressAsync(
                asked,
                new ProgressNotificationValue
                {
                    Progress = done,
                    Total = all,
                    Message = message,
                },
                cancellationToken: CancellationToken.None
            );
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // The client has left; what its call does is ended elsewhere.
        }
    }
}
