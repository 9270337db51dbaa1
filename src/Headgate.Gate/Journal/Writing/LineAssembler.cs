using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headgate.Gate.Journal.Writing;

/// <summary>Frames records into lines: number, time, members, hash of the line before, own hash.</summary>
internal sealed class LineAssembler(TimeProvider time)
{
    private const int FrameRoom = 320;
    private readonly ArrayBufferWriter<byte> _lines = new(64 << 10);
    private readonly byte[] _previous = Encoding.ASCII.GetBytes(JournalLine.Genesis);
    private readonly byte[] _kept = Encoding.ASCII.GetBytes(JournalLine.Genesis);
    private long _keptSequence;

    /// <summary>The number of the newest line.</summary>
    public long Sequence { get; private set; }

    /// <summary>The lines since the last <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Lines => _lines.WrittenSpan;

    /// <summary>The hash of the newest line, as hexadecimal digits.</summary>
    public string Hash => Encoding.ASCII.GetString(_previous);

    /// <summary>Goes on after a line that is already in the journal.</summary>
    public void ContinueAfter(long sequence, string hash)
    {
        Sequence = sequence;
        Encoding.ASCII.GetBytes(hash, _previous);
    }

    /// <summary>Starts a batch; what <see cref="Undo"/> returns to.</summary>
    public void Begin()
    {
        _lines.ResetWrittenCount();
        _keptSequence = Sequence;
        _previous.CopyTo(_kept, 0);
    }

    /// <summary>Forgets the batch, because it could not be written.</summary>
    public void Undo()
    {
        _lines.ResetWrittenCount();
        Sequence = _keptSequence;
        _kept.CopyTo(_previous, 0);
    }

    /// <summary>Adds one record's members as the next line.</summary>
    public long Add(ReadOnlySpan<byte> members)
    {
        Sequence++;
        var line = _lines.GetSpan(members.Length + FrameRoom);
        var at = Copy(JournalLine.Head, line, 0);
        Sequence.TryFormat(line[at..], out var used, default, CultureInfo.InvariantCulture);
        at = Copy(",\"time\":\""u8, line, at + used);
        time.GetUtcNow().UtcDateTime.TryFormat(line[at..], out used, "yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        at = Copy("\",\"mono\":"u8, line, at + used);
        time.GetElapsedTime(0).Ticks.TryFormat(line[at..], out used, default, CultureInfo.InvariantCulture);
        at += used;
        line[at++] = (byte)',';
        at = Copy(members, line, at);
        at = Copy(JournalLine.Previous, line, at);
        at = Copy(_previous, line, at);
        line[at++] = (byte)'"';
        JournalLine.WriteHash(line[..at], _previous);
        at = Copy(JournalLine.Own, line, at);
        at = Copy(_previous, line, at);
        at = Copy(JournalLine.End, line, at);
        line[at++] = (byte)'\n';
        _lines.Advance(at);
        return Sequence;
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to, int at)
    {
        from.CopyTo(to[at..]);
        return at + from.Length;
    }
}
