using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Store.Secrets;

namespace Headgate.Operating;

/// <summary>
/// Lets the operator act while the server runs: a socket of the operating system in the data folder, in a folder that only the server's own user can enter.
/// Whoever can connect could read the keys that lie beside it. One line of JSON each way, then the connection ends.
/// </summary>
internal sealed class OperatorDoor : IAsyncDisposable
{
    private const int LongestLine = 64 * 1024;
    private const int Waiting = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Socket _listener;
    private readonly OperatorActs _acts;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    private OperatorDoor(Socket listener, OperatorActs acts)
    {
        (_listener, _acts) = (listener, acts);
        _accepting = AcceptAsync();
    }

    /// <summary>Where the door of a data folder is.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "operator", "door");

    /// <summary>Opens it; null where the system has no such sockets, or the folder's path is too long for one.</summary>
    /// <param name="dataFolder">The data folder, which the caller holds.</param>
    /// <param name="acts">Does what is asked.</param>
    public static OperatorDoor? Open(string dataFolder, OperatorActs acts)
    {
        var path = PathIn(dataFolder);
        var folder = Path.GetDirectoryName(path)!;
        PrivateFolder.Create(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(Waiting);
            PrivateFolder.Close(path);
            return new OperatorDoor(listener, acts);
        }
        catch (Exception error) when (error is SocketException or ArgumentException or PlatformNotSupportedException)
        {
            listener.Dispose();
            return null;
        }
    }

    /// <summary>Asks the server of a data folder; null where it has no door.</summary>
    public static async Task<JsonObject?> AskAsync(string dataFolder, JsonObject request, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathIn(dataFolder)), cancellation);
        }
        catch (Exception error) when (error is SocketException or ArgumentException or PlatformNotSupportedException)
        {
            return null;
        }
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"), cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return JsonNode.Parse(await reader.ReadToEndAsync(cancellation)) as JsonObject;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var connection = await _listener.AcceptAsync(_closing.Token);
                _ = ServeAsync(connection);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The one who knocked has gone, or the process has no room for another file now.
                await Task.Delay(Pause, TimeProvider.System, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        using var held = connection;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        limit.CancelAfter(Patience);
        try
        {
            await using var stream = new NetworkStream(connection);
            var answer = await LineAsync(stream, limit.Token) is JsonObject request
                ? await _acts.DoAsync(request, limit.Token)
                : OperatorActs.Fault("The request is no object of JSON in one line.");
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString() + "\n"), limit.Token);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The one who asked has gone, took too long, or the server stops.
        }
    }

    private static async Task<JsonNode?> LineAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var (line, read) = (new byte[LongestLine], 0);
        while (read < line.Length && await stream.ReadAsync(line.AsMemory(read), cancellation) is > 0 and var more)
        {
            read += more;
            if (line[read - 1] == '\n')
            {
                break;
            }
        }
        try
        {
            return JsonNode.Parse(line.AsSpan(0, read));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
