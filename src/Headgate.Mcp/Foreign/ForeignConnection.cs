using System.Text.Json.Nodes;
using Headgate.Mcp.Foreign.Transport;
using Headgate.Wire;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Foreign;

/// <summary>What is open to a foreign server: a session of MCP over HTTP, or a program that runs.</summary>
internal sealed class ForeignConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly McpClient _client;
    private readonly IDisposable _below;
    private readonly SemaphoreSlim _places;
    private readonly int _placeCount;
    private readonly TimeProvider _clock;
    private readonly bool _isHttp;
    private long _lastId;
    private long _used;
    private long? _listed;
    private int _disposed;

    private ForeignConnection(McpClient client, IDisposable below, ForeignNotes notes, bool isHttp, int places, TimeProvider clock)
    {
        (_client, _below, _isHttp, _clock, Notes) = (client, below, isHttp, clock, notes);
        _placeCount = places;
        _places = new SemaphoreSlim(places);
        _used = clock.GetTimestamp();
    }

    /// <summary>What the server did besides answering.</summary>
    public ForeignNotes Notes { get; }

    /// <summary>Whether it can be used.</summary>
    public bool IsOpen => !_client.Completion.IsCompleted && _disposed == 0;

    /// <summary>How long nothing has been asked.</summary>
    public TimeSpan Idle => _clock.GetElapsedTime(Volatile.Read(ref _used));

    /// <summary>How long ago the tools were listed on it; null for never.</summary>
    public TimeSpan? SinceListed => _listed is { } at ? _clock.GetElapsedTime(at) : null;

    /// <summary>Opens one.</summary>
    public static async Task<ForeignConnection> OpenAsync(
        ForeignEndpoint server,
        ForeignSettings settings,
        IOutboundConnections outbound,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var notes = new ForeignNotes();
        var (transport, below) = server.Address is { } address
            ? OverHttp(address, ForeignHttp.ClientFor(server, settings.MessageLimit, notes, outbound), notes)
            : AsProgram(server, settings, notes);
        try
        {
            var client = await McpClient.CreateAsync(
                transport,
                new McpClientOptions
                {
                    ClientInfo = new Implementation { Name = "headgate", Version = "1" },
                    InitializationTimeout = settings.ConnectTime,
                },
                loggerFactory: null,
                cancellation
            );
            return new ForeignConnection(client, below, notes, server.Address is not null, settings.CallsAtOnce, clock);
        }
        catch
        {
            below.Dispose();
            throw;
        }
    }

    /// <summary>The tools were listed.</summary>
    public void Listed()
    {
        Notes.HasNewTools = false;
        _listed = _clock.GetTimestamp();
    }

    /// <summary>A place among the calls that work at the same time; null where all are taken.</summary>
    public IDisposable? Enter() => _places.Wait(0, CancellationToken.None) ? new Place(_places) : null;

    /// <summary>Ends it once nothing works on it any more, or after a time.</summary>
    public async Task RetireAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience, _clock);
        try
        {
            for (var taken = 0; taken < _placeCount; taken++)
            {
                await _places.WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // What works on it for so long is stuck too.
        }
        await DisposeAsync();
    }

    /// <summary>Asks, and gives the result as it came.</summary>
    public async Task<JsonNode?> AskAsync(string method, JsonObject parameters, CancellationToken cancellation)
    {
        Volatile.Write(ref _used, _clock.GetTimestamp());
        var request = new JsonRpcRequest
        {
            Id = new RequestId($"h{Interlocked.Increment(ref _lastId)}"),
            Method = method,
            Params = parameters,
        };
        try
        {
            return (await _client.SendRequestAsync(request, cancellation)).Result;
        }
        catch (OperationCanceledException) when (_isHttp && _client.SessionId is not null)
        {
            // With a session a connection that ends says nothing; the SDK tells programs by itself.
            _ = TellCancelledAsync(request.Id);
            throw;
        }
        finally
        {
            Volatile.Write(ref _used, _clock.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        try
        {
            await _client.DisposeAsync().AsTask().WaitAsync(Patience, _clock, CancellationToken.None);
        }
        catch (Exception)
        {
            // It does not end by itself; what is below it ends now.
        }
        _below.Dispose();
    }

    private static (IClientTransport, IDisposable) OverHttp(Uri address, HttpClient http, ForeignNotes notes)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = address,
            TransportMode = HttpTransportMode.StreamableHttp,
            EnableStandaloneGetStream = false,
            MaxReconnectionAttempts = 0,
        };
        return (new GuardedClientTransport(new HttpClientTransport(options, http, loggerFactory: null), notes, () => { }), http);
    }

    private static (IClientTransport, IDisposable) AsProgram(ForeignEndpoint server, ForeignSettings settings, ForeignNotes notes)
    {
        var process = ForeignProcess.Start(server);
        var output = new BoundedStream(process.Output, settings.MessageLimit, byLine: true, notes);
        return (new GuardedClientTransport(new StreamClientTransport(process.Input, output), notes, output.Asked), process);
    }

    private async Task TellCancelledAsync(RequestId request)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, _clock);
            await _client.SendMessageAsync(
                new JsonRpcNotification
                {
                    Method = NotificationMethods.CancelledNotification,
                    Params = new JsonObject { ["requestId"] = request.Id?.ToString() },
                },
                limit.Token
            );
        }
        catch (Exception)
        {
            // It has gone already, or does not listen.
        }
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
