using System.Text;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Writing;

/// <summary>What the end of the journal looks like when a process opens it for writing.</summary>
/// <param name="Path">The newest file; null where the journal is empty.</param>
/// <param name="GoodLength">Bytes of it that are whole, chained records.</param>
/// <param name="TornBytes">Bytes behind them that a crash left unfinished.</param>
/// <param name="Sequence">The number of the last good record.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="AnchorMissing">Records are there and the anchor is not.</param>
internal sealed record TailInspection(string? Path, long GoodLength, long TornBytes, long Sequence, string Hash, bool AnchorMissing)
{
    private static readonly TailInspection Empty = new(null, 0, 0, 0, JournalLine.Genesis, AnchorMissing: false);

    /// <summary>The journal's name: the hash of its first record; null where it has none yet.</summary>
    public string? Journal { get; init; }

    /// <summary>Reads from the anchor to the end. Damage before the anchor is no crash and is refused.</summary>
    /// <exception cref="JournalDamagedException">The journal ends before its anchor or does not hold the anchored record.</exception>
    public static TailInspection Of(JournalSettings settings)
    {
        var files = JournalFolder.Files(settings.Folder);
        var anchor = Anchor.Read(settings.KeysFolder);
        using var keys = KnownKeys.In(settings.KeysFolder);
        if (anchor is not null && !keys.Signed(anchor.Head))
        {
            throw new JournalDamagedException(
                $"{Anchor.PathIn(settings.KeysFolder)} is not signed by a key of this data folder. Run headgate audit verify, and put the keys back. "
                    + "To go on without them, remove the anchor: the loss is then recorded."
            );
        }
        if (files.Count == 0)
        {
            return anchor is null ? Empty : throw RolledBack(settings, anchor, "the folder holds no journal file");
        }
        try
        {
            return anchor is null ? FromStartOfNewest(files) : FromAnchor(settings, files, anchor);
        }
        catch (InvalidDataException e)
        {
            throw new JournalDamagedException(
                $"A closed file of the journal in {settings.Folder} cannot be unfolded: {e.Message} Run headgate audit verify.",
                e
            );
        }
    }

    private static TailInspection FromStartOfNewest(List<string> files)
    {
        var before = files.Count > 1 ? LastLineOf(files[^2]) : (0L, JournalLine.Genesis);
        var tail = Scan(files[^1], 0, before.Item1, before.Item2, isNewest: true);
        return tail with { AnchorMissing = tail.Sequence > 0, Journal = JournalName.Of(files) };
    }

    private static TailInspection FromAnchor(JournalSettings settings, List<string> files, Anchor anchor)
    {
        var at = files.FindIndex(f => JournalFolder.FirstSequence(f) == JournalFolder.FirstSequence(anchor.File));
        if (at < 0)
        {
            throw RolledBack(settings, anchor, $"its file {anchor.File} is missing");
        }
        if (LineEndingAt(files[at], anchor.Offset) is not { } anchored || anchored != (anchor.Head.Sequence, anchor.Head.Hash))
        {
            throw RolledBack(settings, anchor, $"{anchor.File} does not hold it");
        }
        var tail = Scan(files[at], anchor.Offset, anchor.Head.Sequence, anchor.Head.Hash, isNewest: at == files.Count - 1);
        for (var next = at + 1; next < files.Count; next++)
        {
            tail = Scan(files[next], 0, tail.Sequence, tail.Hash, isNewest: next == files.Count - 1);
        }
        return tail with { Journal = anchor.Head.Journal };
    }

    private static TailInspection Scan(string path, long from, long sequence, string hash, bool isNewest)
    {
        using var reader = new LineReader(path, from);
        var good = from;
        var previous = Encoding.ASCII.GetBytes(hash);
        while (reader.Read() && reader.IsWhole)
        {
            var line = reader.Line.Span;
            if (
                !JournalLine.TryParse(line, out var number, out var before, out var own)
                || number != sequence + 1
                || !before.SequenceEqual(previous)
                || !JournalLine.HashFits(line, own)
            )
            {
                break;
            }
            sequence = number;
            own.CopyTo(previous);
            good = reader.NextOffset;
        }
        var torn = reader.FileLength - good;
        if (torn > 0 && !isNewest)
        {
            throw new JournalDamagedException(
                $"{path} is damaged after record {sequence}, and newer files follow it. Run headgate audit verify."
            );
        }
        return new(path, good, torn, sequence, Encoding.ASCII.GetString(previous), AnchorMissing: false);
    }

    private static (long, string) LastLineOf(string path) =>
        LineEndingAt(path, LengthOf(path))
        ?? throw new JournalDamagedException($"{path} does not end in a whole record. Run headgate audit verify.");

    private static long LengthOf(string path)
    {
        using var reader = new LineReader(path, 0);
        return reader.FileLength;
    }

    private static (long Sequence, string Hash)? LineEndingAt(string path, long offset) =>
        JournalFolder.IsCompressed(path) ? LineOfCompressedEndingAt(path, offset) : LineOfPlainEndingAt(path, offset);

    private static (long Sequence, string Hash)? LineOfCompressedEndingAt(string path, long offset)
    {
        using var reader = new LineReader(path, 0);
        while (reader.Read() && reader.IsWhole && reader.NextOffset < offset) { }
        return reader.NextOffset == offset ? Parse(reader.Line.Span) : null;
    }

    private static (long Sequence, string Hash)? LineOfPlainEndingAt(string path, long offset)
    {
        const int window = 1 << 20;
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (offset <= 0 || RandomAccess.GetLength(handle) < offset)
        {
            return null;
        }
        var buffer = new byte[(int)Math.Min(window, offset)];
        var got = RandomAccess.Read(handle, buffer, offset - buffer.Length);
        if (got < buffer.Length || buffer[^1] != (byte)'\n')
        {
            return null;
        }
        var line = buffer.AsSpan(0, buffer.Length - 1);
        return Parse(line[(line.LastIndexOf((byte)'\n') + 1)..]);
    }

    private static (long Sequence, string Hash)? Parse(ReadOnlySpan<byte> line) =>
        JournalLine.TryParse(line, out var sequence, out _, out var hash) && JournalLine.HashFits(line, hash)
            ? (sequence, Encoding.ASCII.GetString(hash))
            : null;

    private static JournalDamagedException RolledBack(JournalSettings settings, Anchor anchor, string what) =>
        new(
            $"The journal in {settings.Folder} was cut or put back to an older state: record {anchor.Head.Sequence} was signed at {anchor.Head.Time:u}, and {what}. "
                + $"Restore the newest copy. To go on with what is there, remove {Anchor.PathIn(settings.KeysFolder)}: the loss is then recorded."
        );
}
