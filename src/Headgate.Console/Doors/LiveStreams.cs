using System.Collections.Concurrent;
using Headgate.Catalogue;

namespace Headgate.WebConsole.Doors;

/// <summary>Counts what a person follows at a time: each stream holds a connection and looks at the rights again and again.</summary>
internal sealed class LiveStreams
{
    /// <summary>Streams of one token at a time: many tabs, and no flood.</summary>
    public const int Most = 24;

    private readonly ConcurrentDictionary<(CallerKind, long), int> _open = new();

    /// <summary>Takes a place; false where there is none.</summary>
    public bool TryEnter(Caller caller)
    {
        if (_open.AddOrUpdate((caller.Kind, caller.Id), 1, (_, count) => count + 1) <= Most)
        {
            return true;
        }
        Leave(caller);
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(Caller caller)
    {
        var key = (caller.Kind, caller.Id);
        if (_open.AddOrUpdate(key, 0, (_, count) => count - 1) == 0)
        {
            _open.TryRemove(KeyValuePair.Create(key, 0));
        }
    }
}
