using System.Text;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Checking;

/// <summary>
/// Checks what is signed along the chain: checkpoints, removals and the anchor, and collects what cannot be vouched for.
/// </summary>
/// <param name="keys">The public halves that are at hand.</param>
/// <param name="anchor">Where the journal ended when it was last on the disk; null where that is not known.</param>
/// <param name="settledUpTo">Doubts about records up to this one were there when the person who asks kept a head, and are remarks only.</param>
/// <param name="started">When the check began: what is signed later may not have reached a witness yet.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class SignatureCheck(KnownKeys keys, Anchor? anchor, long settledUpTo, DateTimeOffset started, Findings findings)
{
    private readonly Dictionary<string, (long From, long To)> _unknownKeys = new(StringComparer.Ordinal);
    private readonly List<RemovedRange> _removed = [];
    private long _last;

    public long Checkpoints { get; private set; }

    /// <summary>The journal's name, as its newest signed checkpoint gives it.</summary>
    public string? Journal { get; private set; }

    /// <summary>The newest checkpoint but one: what a witness that keeps every head must know by now.</summary>
    public long LastButOne { get; private set; }

    /// <summary>The newest record that is vouched for.</summary>
    public RecordPoint? VouchedTo { get; private set; }

    /// <summary>The newest removal; null where nothing was removed.</summary>
    public RemovedRange? Removed => _removed.MaxBy(r => r.Last);

    /// <summary>Looks at a record that stands in its place.</summary>
    public void Next(ReadOnlySpan<byte> line, long sequence, ReadOnlySpan<byte> hash, LinePlace at)
    {
        if (anchor?.Head is { } end && sequence == end.Sequence)
        {
            CheckAnchor(end, hash, at);
        }
        if (!SignedRecords.MayBe(line) || JournalRecord.TryParse(line) is not { } record)
        {
            return;
        }
        switch (record.Kind)
        {
            case "checkpoint":
                CheckCheckpoint(record, at);
                break;
            case "retention":
                CheckRemoval(record, at);
                break;
            case "recovered" when record.Reason is "anchor-missing" or "journal-missing":
                Doubt(sequence, $"{record.Sentence} (record {sequence} of {record.Time:yyyy-MM-dd HH:mm:ss} UTC)");
                break;
            default:
                break;
        }
    }

    /// <summary>Remembers that a head outside of the folder fits.</summary>
    public void Vouch(long sequence, DateTimeOffset time)
    {
        if (VouchedTo is null || VouchedTo.Sequence < sequence)
        {
            VouchedTo = new(sequence, time);
        }
    }

    /// <summary>Judges where the journal begins and ends.</summary>
    public void End(ChainCheck chain, LinePlace at)
    {
        if (anchor?.Head is { } end && chain.LastSequence < end.Sequence)
        {
            var lost = end.Sequence - chain.LastSequence;
            findings.Break(
                BreakKind.CutTail,
                at,
                chain.LastSequence + 1,
                $"The journal ends at record {chain.LastSequence}, but record {end.Sequence} was signed at {end.Time:yyyy-MM-dd HH:mm:ss} UTC: "
                    + $"the last {lost} {(lost == 1 ? "record was" : "records were")} cut off."
            );
        }
        foreach (var (id, (from, to)) in _unknownKeys)
        {
            Doubt(
                to,
                $"The checkpoints from record {from} to {to} are signed by the key {id}, whose public half is not in the folder of keys: put it back as journal-signing-{id}.pub.pem."
            );
        }
        CheckBegin(chain);
    }

    private void CheckBegin(ChainCheck chain)
    {
        if (chain.Begins is not > 1)
        {
            return;
        }
        var gone = chain.Begins.Value - 1;
        var removed = Removed;
        if (removed is null || removed.Last < gone)
        {
            var from = removed is null ? 1 : removed.Last + 1;
            var what = from == gone ? $"Record {from} is missing" : $"Records {from} to {gone} are missing";
            var at = chain.BeginsAt;
            findings.Breaks.Insert(
                0,
                new(BreakKind.Removed, at.File, at.Number, at.Offset, from, $"{what} before line {at.Number} of {at.File}.")
            );
        }
        else if (_removed.Find(r => r.Last == gone) is { } exact && exact.LastHash != chain.BeginsAfter)
        {
            var text = $"Record {chain.Begins} does not continue record {gone}, which retention removed: it was written anew.";
            findings.Break(BreakKind.Rewritten, chain.BeginsAt, chain.Begins.Value, text);
        }
    }

    private void CheckAnchor(JournalHead end, ReadOnlySpan<byte> hash, LinePlace at)
    {
        if (hash.SequenceEqual(Encoding.ASCII.GetBytes(end.Hash)))
        {
            if (keys.Signed(end))
            {
                Vouch(end.Sequence, end.Time);
            }
            return;
        }
        var text =
            $"Record {end.Sequence} is not the one that was signed at {end.Time:yyyy-MM-dd HH:mm:ss} UTC: the journal was written anew.";
        findings.Break(BreakKind.BadSignature, at, end.Sequence, text);
    }

    private void CheckCheckpoint(JournalRecord record, LinePlace at)
    {
        var fits = SignedRecords.HeadOf(record) is { } head && head.Sequence == record.Sequence - 1 && head.Hash == record.Prev;
        head = SignedRecords.HeadOf(record);
        if (fits && !keys.Has(head!.Key))
        {
            var from = _unknownKeys.TryGetValue(head.Key, out var known) ? known.From : record.Sequence;
            _unknownKeys[head.Key] = (from, record.Sequence);
            return;
        }
        if (fits && keys.Signed(head!) && (Journal is null || Journal == head!.Journal))
        {
            Checkpoints++;
            Journal = head!.Journal;
            if (head.Time < started)
            {
                (LastButOne, _last) = (_last, head.Sequence);
            }
            Vouch(head.Sequence, head.Time);
            return;
        }
        findings.Break(
            BreakKind.BadSignature,
            at,
            record.Sequence,
            $"The signature of checkpoint {record.Sequence} does not fit: records before it were written anew (line {at.Number} of {at.File})."
        );
    }

    private void CheckRemoval(JournalRecord record, LinePlace at)
    {
        if (SignedRecords.RemovalOf(record) is not var (range, journal, key, signature))
        {
            return;
        }
        if (!keys.Has(key))
        {
            Doubt(
                record.Sequence,
                $"Record {record.Sequence} says that retention removed the records up to {range.Last}, under the key {key}, whose public half is not in the folder of keys."
            );
        }
        else if (!keys.Verify(key, range.Statement(journal), signature))
        {
            var text = $"The signature of record {record.Sequence} does not fit: what it says of removed records is forged.";
            findings.Break(BreakKind.BadSignature, at, record.Sequence, text);
            return;
        }
        _removed.Add(range);
    }

    private void Doubt(long sequence, string sentence)
    {
        if (sequence <= settledUpTo)
        {
            findings.Notes.Add($"{sentence} It was so when the head that you gave was kept.");
        }
        else
        {
            findings.Doubt(sentence);
        }
    }
}
