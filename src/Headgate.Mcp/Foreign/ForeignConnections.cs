using System.Collections.Concurrent;
using Headgate.Wire;

namespace Headgate.Mcp.Foreign;

/// <summary>One connection to each foreign server that is used, opened when it is needed and closed when it is idle, broken, or stuck in a call.</summary>
internal sealed class ForeignConnections : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, Task<ForeignConnection>> _open = new();
    private readonly Lock _starting = new();
    private readonly IOutboundConnections _outbound;
    private readonly ForeignSettings _settings;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _closing = new();
    private readonly ITimer _timer;

    public ForeignConnections(IOutboundConnections outbound, ForeignSettings settings, TimeProvider clock)
    {
        (_outbound, _settings, _clock) = (outbound, settings, clock);
        _timer = clock.CreateTimer(_ => CloseIdle(), null, Look, Look);
    }

    /// <summary>The connection that is open; null where none is.</summary>
    public ForeignConnection? Find(long server) =>
        _open.TryGetValue(server, out var opening)
        && opening.IsCompletedSuccessfully
        && opening.GetAwaiter().GetResult() is { IsOpen: true } open
            ? open
            : null;

    /// <summary>The connection that is open, or a new one. Whoever stops waiting does not stop it for the others.</summary>
    public async Task<ForeignConnection> OpenAsync(ForeignEndpoint server, CancellationToken cancellation)
    {
        if (Find(server.Id) is { } open)
        {
            return open;
        }
        if (_open.TryGetValue(server.Id, out var earlier) && earlier.IsCompleted)
        {
            await CloseAsync(server.Id, earlier);
        }
        Task<ForeignConnection>? opening;
        // Two callers at once shall not start two programs.
        lock (_starting)
        {
            if (!_open.TryGetValue(server.Id, out opening))
            {
                _open[server.Id] = opening = BeginAsync(server);
            }
        }
        return await opening.WaitAsync(cancellation);
    }

    /// <summary>Takes a connection out of use: the next call opens another. What works on it may end first.</summary>
    public void Retire(long server)
    {
        if (_open.TryRemove(server, out var opening))
        {
            _ = RetireAsync(opening);
        }
    }

    /// <summary>Closes a connection now.</summary>
    public async ValueTask CloseAsync(long server, Task<ForeignConnection>? which = null)
    {
        if (which is null ? _open.TryRemove(server, out which) : _open.TryRemove(KeyValuePair.Create(server, which)))
        {
            await DisposeAsync(which);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _closing.CancelAsync();
        await Task.WhenAll(_open.Keys.Select(server => CloseAsync(server).AsTask()));
        _closing.Dispose();
    }

    private async Task<ForeignConnection> BeginAsync(ForeignEndpoint server)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        limit.CancelAfter(_settings.ConnectTime);
        // The caller's own thread is not kept by a program's start.
        await Task.Yield();
        try
        {
            return await ForeignConnection.OpenAsync(server, _settings, _outbound, _clock, limit.Token);
        }
        catch (Exception error) when (error is not ForeignFault)
        {
            throw ForeignFaults.Of(error, server, error is OperationCanceledException ? _settings.ConnectTime : null, isTooLarge: false);
        }
    }

    private void CloseIdle()
    {
        foreach (var (server, opening) in _open)
        {
            if (opening.IsCompletedSuccessfully && opening.GetAwaiter().GetResult().Idle > _settings.IdleTime)
            {
                _ = CloseAsync(server, opening).AsTask();
            }
        }
    }

    private async Task RetireAsync(Task<ForeignConnection> opening)
    {
        try
        {
            await (await opening).RetireAsync(_settings.CallTime);
        }
        catch (Exception)
        {
            // It was never open.
        }
    }

    private static async ValueTask DisposeAsync(Task<ForeignConnection> opening)
    {
        try
        {
            await (await opening).DisposeAsync();
        }
        catch (Exception)
        {
            // It was never open.
        }
    }
}
