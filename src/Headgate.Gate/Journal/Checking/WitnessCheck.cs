using System.Text;
using Headgate.Gate.Journal.Witnesses;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Compares the journal with the heads that a witness outside of its folder kept.</summary>
/// <param name="witness">The witness.</param>
/// <param name="kept">Whether the server sends every head to it, so that it must know all but the newest.</param>
/// <param name="keys">The public halves that are at hand.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class WitnessCheck(WitnessHeads witness, bool kept, KnownKeys keys, Findings findings)
{
    private readonly JournalHead[] _heads = [.. witness.Heads.OrderBy(h => h.Sequence)];
    private readonly List<JournalHead> _fitting = [];
    private readonly List<(JournalHead Head, LinePlace At)> _different = [];
    private int _next;

    /// <summary>What a person calls the witness.</summary>
    public string Name => witness.Name;

    /// <summary>Looks at a record that stands in its place.</summary>
    public void Next(long sequence, ReadOnlySpan<byte> hash, LinePlace at)
    {
        while (_next < _heads.Length && _heads[_next].Sequence <= sequence)
        {
            var head = _heads[_next++];
            if (head.Sequence < sequence)
            {
                continue;
            }
            if (hash.SequenceEqual(Encoding.ASCII.GetBytes(head.Hash)))
            {
                _fitting.Add(head);
            }
            else
            {
                _different.Add((head, at));
            }
        }
    }

    /// <summary>Judges the whole; gives the newest head that fits.</summary>
    /// <param name="journal">The journal's name; null where nothing says it.</param>
    /// <param name="last">The number of the last record.</param>
    /// <param name="lastButOne">The newest checkpoint but one.</param>
    /// <param name="at">Where the journal ends.</param>
    public JournalHead? End(string? journal, long last, long lastButOne, LinePlace at)
    {
        if (!witness.IsThere)
        {
            findings.Doubt(
                $"The witness {witness.Name} is missing or cannot be read: put it back, or see why the server does not write it."
            );
            return null;
        }
        if (witness.WrongLines.Count > 0)
        {
            findings.Doubt($"Line {witness.WrongLines[0]} of {witness.Name} is no head: the witness was edited or damaged.");
        }
        var own = _heads.Where(h => journal is null || h.Journal == journal).ToList();
        if (own.Count == 0)
        {
            NoneOfThisJournal(journal, at);
            return null;
        }
        var forged = own.Where(h => keys.Has(h.Key) && !keys.Signed(h)).ToHashSet();
        if (forged.Count > 0)
        {
            findings.Doubt(
                $"The head of record {forged.First().Sequence} in {witness.Name} is not signed by its key: the witness was edited."
            );
        }
        foreach (var (head, place) in _different.Where(d => own.Contains(d.Head) && !forged.Contains(d.Head)))
        {
            findings.Break(
                BreakKind.BadSignature,
                place,
                head.Sequence,
                $"Record {head.Sequence} is not the one that {witness.Name} knows from {head.Time:yyyy-MM-dd HH:mm:ss} UTC: the journal was written anew, or an older copy went on."
            );
        }
        CheckEnds(own.Where(h => !forged.Contains(h)).MaxBy(h => h.Sequence), last, lastButOne, at);
        return _fitting.Where(h => !forged.Contains(h)).MaxBy(h => h.Sequence);
    }

    private void NoneOfThisJournal(string? journal, LinePlace at)
    {
        if (_heads.Length == 0)
        {
            findings.Doubt($"{witness.Name} holds no head: it vouches for nothing.");
            return;
        }
        var theirs = _heads[^1];
        findings.Break(
            BreakKind.AnotherJournal,
            at,
            1,
            $"{witness.Name} speaks of another journal ({theirs.Journal[..16]}…, record {theirs.Sequence} of {theirs.Time:yyyy-MM-dd HH:mm:ss} UTC) than this one ({journal?[..16]}…): it is the wrong witness, or this journal was begun anew in place of that one."
        );
    }

    private void CheckEnds(JournalHead? newest, long last, long lastButOne, LinePlace at)
    {
        if (newest is null)
        {
            return;
        }
        if (newest.Sequence > last)
        {
            var missing = last + 1 == newest.Sequence ? $"record {newest.Sequence} is" : $"records {last + 1} to {newest.Sequence} are";
            findings.Break(
                BreakKind.CutTail,
                at,
                last + 1,
                $"The journal ends at record {last}, but {witness.Name} knows record {newest.Sequence} of {newest.Time:yyyy-MM-dd HH:mm:ss} UTC: {missing} missing; the end was cut off, or an older copy was put back."
            );
        }
        else if (kept && newest.Sequence < lastButOne)
        {
            findings.Doubt(
                $"{witness.Name} ends at record {newest.Sequence}, though checkpoints up to record {lastButOne} were sent to it: it was cut, or does not keep what it gets."
            );
        }
    }
}
