using System.Net.Sockets;

namespace Headgate.Platform.Runs.Box.Egress;

/// <summary>
/// The only way from a boxed step to the network: a Unix socket of the server, which looks up names, judges addresses and connects. The step
/// itself has no network, so there is nothing to get around.
/// </summary>
internal sealed class EgressDoor : IAsyncDisposable
{
    private const int MostConnections = 64;
    private const int MostNotes = 20;

    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(20);

    private readonly EgressPolicy _policy;
    private readonly Action<string> _note;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headgate-door-");
    private readonly CancellationTokenSource _closed = new();
    private readonly SemaphoreSlim _places = new(MostConnections);
    private readonly Task _accepting;
    private long _bytes;
    private int _notes;

    /// <summary>Opens it.</summary>
    /// <param name="policy">Where it leads.</param>
    /// <param name="note">Told of each refusal, in a sentence.</param>
    public EgressDoor(EgressPolicy policy, Action<string> note)
    {
        (_policy, _note) = (policy, note);
        _listener.Bind(new UnixDomainSocketEndPoint(SocketFile));
        _listener.Listen(MostConnections);
        _accepting = AcceptAsync();
    }

    /// <summary>The folder with the socket; nothing else is in it.</summary>
    public string Folder => _folder.FullName;

    private string SocketFile => Path.Combine(Folder, EgressRelay.SocketName);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _folder.Delete(recursive: true);
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await _places.WaitAsync(_closed.Token);
                _ = ServeAsync(await _listener.AcceptAsync(_closed.Token), _closed.Token);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The step has ended.
        }
    }

    private async Task ServeAsync(Socket inside, CancellationToken closed)
    {
        try
        {
            using (inside)
            {
                await ServeOpenAsync(inside, closed);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The step closed it, or has ended.
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task ServeOpenAsync(Socket inside, CancellationToken closed)
    {
        await using var stream = new NetworkStream(inside, ownsSocket: false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(closed);
        patience.CancelAfter(HandshakeTime);
        if (await EgressRequest.ReadAsync(stream, patience.Token) is not { } request)
        {
            Note("the box refused a request that was no connection");
            return;
        }
        patience.CancelAfter(ConnectTime);
        var (addresses, refusal) = await _policy.JudgeAsync(request.Host, request.Port, patience.Token);
        if (refusal is not null)
        {
            Note($"the box refused a connection: {refusal}");
            await stream.WriteAsync(request.No, closed);
            return;
        }
        using var outside = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await outside.ConnectAsync(addresses, request.Port, patience.Token);
        }
        catch (Exception failed)
            when (failed is SocketException || (failed is OperationCanceledException && !closed.IsCancellationRequested))
        {
            Note($"{request.Host}:{request.Port} cannot be reached");
            await stream.WriteAsync(request.No, closed);
            return;
        }
        await stream.WriteAsync(request.Yes, closed);
        await TwoWays.CopyAsync(inside, outside, Count, closed);
    }

    private void Count(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > _policy.MaxBytes)
        {
            Note($"the box closed a connection: more than {_policy.MaxBytes >> 20} MiB came from outside");
            throw new IOException("Too much.");
        }
    }

    private void Note(string sentence)
    {
        if (Interlocked.Increment(ref _notes) <= MostNotes)
        {
            _note(sentence);
        }
    }
}
