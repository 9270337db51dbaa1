using System.Text;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Walks along the lines and says where they are not a chain.</summary>
internal sealed class ChainCheck(CheckpointKey? key, Anchor? anchor)
{
    private const int MostBreaks = 100;
    private readonly byte[] _previous = Encoding.ASCII.GetBytes(JournalLine.Genesis);
    private readonly List<(long From, long To, int Break)> _gaps = [];
    private bool _previousKnown = true;
    private long _expected = 1;

    public List<JournalBreak> Breaks { get; } = [];

    public long Records { get; private set; }

    public long Checkpoints { get; private set; }

    public long LastSequence => _expected - 1;

    public string LastHash => Encoding.ASCII.GetString(_previous);

    /// <summary>Looks at the next line.</summary>
    public void Next(ReadOnlySpan<byte> line, string file, long number, long offset)
    {
        Records++;
        if (!JournalLine.TryParse(line, out var sequence, out var before, out var own))
        {
            Add(
                BreakKind.NotARecord,
                file,
                number,
                offset,
                _expected,
                $"Line {number} of {file} is no record: record {_expected} was damaged."
            );
            _expected++;
            _previousKnown = false;
            return;
        }
        var fits = JournalLine.HashFits(line, own);
        if (!fits)
        {
            Add(
                BreakKind.Changed,
                file,
                number,
                offset,
                sequence,
                $"Record {sequence} was changed after it was written (line {number} of {file})."
            );
        }
        if (sequence != _expected && (fits || Math.Abs(sequence - _expected) < 1_000_000) && !InOrder(sequence, file, number, offset))
        {
            return;
        }
        if (fits && sequence == _expected && _previousKnown && !before.SequenceEqual(_previous))
        {
            Add(
                BreakKind.Rewritten,
                file,
                number,
                offset,
                sequence,
                $"Record {sequence} does not continue record {sequence - 1}: one of the two was written anew (line {number} of {file})."
            );
        }
        _expected = sequence + 1;
        _previousKnown = fits;
        own.CopyTo(_previous);
        CheckSignatures(line, sequence, file, number, offset);
    }

    /// <summary>Looks at where the journal ends.</summary>
    public void End(string file, long number, long offset)
    {
        if (anchor is not null && LastSequence < anchor.Sequence)
        {
            var lost = anchor.Sequence - LastSequence;
            Add(
                BreakKind.CutTail,
                file,
                number,
                offset,
                LastSequence + 1,
                $"The journal ends at record {LastSequence}, but record {anchor.Sequence} was signed at {anchor.Time:yyyy-MM-dd HH:mm:ss} UTC: "
                    + $"the last {lost} {(lost == 1 ? "record was" : "records were")} cut off."
            );
        }
    }

    public void Add(BreakKind kind, string file, long line, long offset, long sequence, string sentence)
    {
        if (Breaks.Count < MostBreaks)
        {
            Breaks.Add(new(kind, file, line, offset, sequence, sentence));
        }
    }

    /// <summary>Whether the walk goes on from this record although its number is not the next one.</summary>
    private bool InOrder(long sequence, string file, long number, long offset)
    {
        if (sequence > _expected)
        {
            var (from, to) = (_expected, sequence - 1);
            _gaps.Add((from, to, Breaks.Count));
            var what = from == to ? $"Record {from} is missing" : $"Records {from} to {to} are missing";
            Add(BreakKind.Removed, file, number, offset, from, $"{what} before line {number} of {file}.");
            _previousKnown = false;
            return true;
        }
        var gap = _gaps.FindIndex(g => g.From <= sequence && sequence <= g.To);
        if (gap >= 0 && _gaps[gap].Break < Breaks.Count)
        {
            var found = Breaks[_gaps[gap].Break];
            Breaks[_gaps[gap].Break] = found with
            {
                Kind = BreakKind.Reordered,
                Sentence =
                    $"Record {sequence} stands behind later ones (line {number} of {file}): lines were exchanged from line {found.Line} on.",
            };
        }
        else
        {
            Add(BreakKind.Inserted, file, number, offset, sequence, $"A second record {sequence} was put in at line {number} of {file}.");
        }
        return false;
    }

    private void CheckSignatures(ReadOnlySpan<byte> line, long sequence, string file, long number, long offset)
    {
        if (anchor is not null && sequence == anchor.Sequence && !_previous.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(anchor.Hash)))
        {
            var text =
                $"Record {sequence} is not the one that was signed at {anchor.Time:yyyy-MM-dd HH:mm:ss} UTC: the journal was written anew.";
            Add(BreakKind.BadSignature, file, number, offset, sequence, text);
        }
        if (line.IndexOf("\"kind\":\"checkpoint\""u8) is < 0 or > 120 || JournalRecord.TryParse(line) is not { Kind: "checkpoint" } record)
        {
            return;
        }
        if (key is null)
        {
            return;
        }
        var (last, head, signature) = (Number(record, "last"), Word(record, "head"), Word(record, "signature"));
        if (
            last == sequence - 1
            && string.Equals(head, record.Prev, StringComparison.Ordinal)
            && key.Verify("checkpoint", last, head, signature)
        )
        {
            Checkpoints++;
            return;
        }
        Add(
            BreakKind.BadSignature,
            file,
            number,
            offset,
            sequence,
            $"The signature of checkpoint {sequence} does not fit: records before it were written anew (line {number} of {file})."
        );
    }

    private static long Number(JournalRecord record, string name) =>
        record.Other is { } other && other.TryGetValue(name, out var value) && value.TryGetInt64(out var number) ? number : -1;

    private static string Word(JournalRecord record, string name) =>
        record.Other is { } other && other.TryGetValue(name, out var value) ? value.GetString() ?? "" : "";
}
