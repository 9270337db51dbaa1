using Headgate.Catalogue;

namespace Headgate.Platform.Runs.Logs;

/// <summary>Counts the live logs that are being read: each costs a look into the database every moment.</summary>
internal sealed class LogStreams
{
    /// <summary>Most at the same time, in all and of one caller.</summary>
    internal const int Most = 200;
    internal const int MostOfOne = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(CallerKind, long), int> _open = [];
    private int _all;

    /// <summary>A place, to be given back; null where there is none left.</summary>
    public IDisposable? TryEnter(Caller caller)
    {
        var key = (caller.Kind, caller.Id);
        lock (_lock)
        {
            var own = _open.GetValueOrDefault(key);
            if (_all >= Most || own >= MostOfOne)
            {
                return null;
            }
            (_all, _open[key]) = (_all + 1, own + 1);
        }
        return new Place(() => Leave(key));
    }

    private void Leave((CallerKind, long) key)
    {
        lock (_lock)
        {
            _all--;
            if (--_open[key] == 0)
            {
                _open.Remove(key);
            }
        }
    }

    private sealed class Place(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
