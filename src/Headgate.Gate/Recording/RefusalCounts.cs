using System.Collections.Concurrent;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Recording;

/// <summary>Refusals that were counted in place of a record each.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many.</param>
/// <param name="OfMany">Whether they are of more sources, and for more reasons, than were counted apart.</param>
internal sealed record RefusalCount(CallRecord First, int Count, bool OfMany);

/// <summary>
/// Counts refusals by source and reason, so that whoever sends many cannot fill the disk with records: in each minute some are recorded one by
/// one, and the rest becomes one record with a count.
/// </summary>
internal sealed class RefusalCounts
{
    /// <summary>Refusals of one source for one reason that get a record each, in a minute.</summary>
    public const int Each = 300;

    /// <summary>Of an address that tries keys, the first refusal says all that there is to say.</summary>
    private const int EachGuess = 1;

    /// <summary>Sources beyond these share one count, so that many addresses do not fill the memory or the disk either.</summary>
    private const int MaxSources = 10_000;

    private static readonly Key Others = new(CallerKind.Anonymous, 0, "many", Reason.RateLimited);

    private readonly ConcurrentDictionary<Key, Tally> _tallies = new();

    /// <summary>Counts a refusal; true where the count stands for it and it gets no record of its own.</summary>
    public bool IsCounted(CallRecord record)
    {
        if (record.Word is not (RecordWord.Refused or RecordWord.Stopped))
        {
            return false;
        }
        // Someone unknown is told apart by address, everyone else by who they are: a caller with many addresses gets no more records for it. The reason is part of the key, so
        // that a flood of one kind does not hide the single refusal of another kind that an inquiry would look for.
        var anonymous = record.Caller.Kind == CallerKind.Anonymous;
        var key = new Key(record.Caller.Kind, record.Caller.Id, anonymous ? record.Address : "", record.Reason);
        if (!_tallies.TryGetValue(key, out var tally))
        {
            tally = _tallies.GetOrAdd(
                _tallies.Count < MaxSources ? key : Others,
                static (k, first) => new Tally(first, Most(k.Reason)),
                record
            );
        }
        return Interlocked.Increment(ref tally.Count) > tally.Most;
    }

    /// <summary>What was counted since the last time; a new minute begins.</summary>
    public IReadOnlyList<RefusalCount> Take()
    {
        var counted = new List<RefusalCount>();
        foreach (var (key, tally) in _tallies)
        {
            var count = Interlocked.Exchange(ref tally.Count, 0);
            if (count > tally.Most)
            {
                counted.Add(new RefusalCount(tally.First, count - tally.Most, key == Others));
            }
            else if (count == 0)
            {
                // Whoever still holds it begins at one, which gets a record of its own: nothing is lost.
                _tallies.TryRemove(key, out _);
            }
        }
        return counted;
    }

    private static int Most(Reason reason) => reason == Reason.GuessingSuspected ? EachGuess : Each;

    private readonly record struct Key(CallerKind Kind, long Caller, string Address, Reason Reason);

    private sealed class Tally(CallRecord first, int most)
    {
        public readonly CallRecord First = first;
        public readonly int Most = most;
        public int Count;
    }
}
