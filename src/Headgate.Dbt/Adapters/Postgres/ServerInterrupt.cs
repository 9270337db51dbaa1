using Npgsql;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>
/// Cancels a statement at the server when the call is cancelled. The server ignores a request that comes before the statement does, so it is
/// repeated until the statement has ended.
/// </summary>
internal sealed class ServerInterrupt : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenRegistration _registration;
    private readonly NpgsqlCommand _command;
    private readonly Lock _lock = new();
    private Timer? _timer;
    private bool _ended;

    /// <summary>Watches over a statement that is about to be sent.</summary>
    public ServerInterrupt(NpgsqlCommand command, CancellationToken cancellation)
    {
        _command = command;
        _registration = cancellation.Register(Start);
    }

    /// <summary>The statement has ended.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _timer?.Dispose();
        }
        _registration.Dispose();
    }

    private void Start()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _timer = new Timer(_ => Cancel(), null, TimeSpan.Zero, Pause);
            }
        }
    }

    private void Cancel()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _command.Cancel();
            }
        }
    }
}
