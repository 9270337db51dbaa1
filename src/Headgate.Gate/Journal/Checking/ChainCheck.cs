using System.Text;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Walks along the lines and says where they are not a chain.</summary>
internal sealed class ChainCheck(Findings findings)
{
    private readonly byte[] _previous = Encoding.ASCII.GetBytes(JournalLine.Genesis);
    private readonly List<(long From, long To, int Break)> _gaps = [];
    private bool _previousKnown = true;
    private long _expected = 1;

    /// <summary>The number of the first record; null before it was seen.</summary>
    public long? Begins { get; private set; }

    /// <summary>The hash that the first record names as the one before it.</summary>
    public string BeginsAfter { get; private set; } = "";

    /// <summary>Where the first record stands.</summary>
    public LinePlace BeginsAt { get; private set; }

    public long Records { get; private set; }

    public long LastSequence => _expected - 1;

    public string LastHash => Encoding.ASCII.GetString(_previous);

    public ReadOnlySpan<byte> LastHashBytes => _previous;

    /// <summary>Looks at the next line; gives its number and whether it is a record in its place.</summary>
    public (long Sequence, bool InPlace) Next(ReadOnlySpan<byte> line, LinePlace at)
    {
        Records++;
        if (!JournalLine.TryParse(line, out var sequence, out var before, out var own))
        {
            findings.Break(
                BreakKind.NotARecord,
                at,
                _expected,
                $"Line {at.Number} of {at.File} is no record: record {_expected} was damaged."
            );
            _expected++;
            _previousKnown = false;
            return (0, false);
        }
        var fits = JournalLine.HashFits(line, own);
        if (!fits)
        {
            var text = $"Record {sequence} was changed after it was written (line {at.Number} of {at.File}).";
            findings.Break(BreakKind.Changed, at, sequence, text);
        }
        if (Begins is null && Records == 1)
        {
            Begin(sequence, before, at);
        }
        if (sequence != _expected && (fits || Math.Abs(sequence - _expected) < 1_000_000) && !InOrder(sequence, at))
        {
            return (sequence, false);
        }
        if (fits && sequence == _expected && _previousKnown && !before.SequenceEqual(_previous))
        {
            var text =
                $"Record {sequence} does not continue record {sequence - 1}: one of the two was written anew (line {at.Number} of {at.File}).";
            findings.Break(BreakKind.Rewritten, at, sequence, text);
        }
        _expected = sequence + 1;
        _previousKnown = fits;
        own.CopyTo(_previous);
        return (sequence, true);
    }

    /// <summary>A first record with a higher number is judged at the end, when it is known what retention took away.</summary>
    private void Begin(long sequence, ReadOnlySpan<byte> before, LinePlace at)
    {
        (Begins, BeginsAt) = (sequence, at);
        BeginsAfter = Encoding.ASCII.GetString(before);
        if (sequence > 1)
        {
            _expected = sequence;
            _previousKnown = false;
        }
    }

    /// <summary>Whether the walk goes on from this record although its number is not the next one.</summary>
    private bool InOrder(long sequence, LinePlace at)
    {
        if (sequence > _expected)
        {
            var (from, to) = (_expected, sequence - 1);
            _gaps.Add((from, to, findings.Breaks.Count));
            var what = from == to ? $"Record {from} is missing" : $"Records {from} to {to} are missing";
            findings.Break(BreakKind.Removed, at, from, $"{what} before line {at.Number} of {at.File}.");
            _previousKnown = false;
            return true;
        }
        var gap = _gaps.FindIndex(g => g.From <= sequence && sequence <= g.To);
        if (gap >= 0 && _gaps[gap].Break < findings.Breaks.Count)
        {
            var found = findings.Breaks[_gaps[gap].Break];
            findings.Breaks[_gaps[gap].Break] = found with
            {
                Kind = BreakKind.Reordered,
                Sentence =
                    $"Record {sequence} stands behind later ones (line {at.Number} of {at.File}): lines were exchanged from line {found.Line} on.",
            };
        }
        else
        {
            findings.Break(BreakKind.Inserted, at, sequence, $"A second record {sequence} was put in at line {at.Number} of {at.File}.");
        }
        return false;
    }
}
