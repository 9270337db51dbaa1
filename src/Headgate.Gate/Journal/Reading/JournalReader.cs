using System.Runtime.CompilerServices;
using System.Text;

namespace Headgate.Gate.Journal.Reading;

/// <summary>Reads the journal's files, plain and compressed, also while a server writes, compresses and removes them.</summary>
/// <param name="folder">The journal's folder.</param>
public sealed class JournalReader(string folder)
{
    /// <summary>How the first member of each record begins, after what all of them have.</summary>
    private static ReadOnlySpan<byte> KindMember => "\"kind\":\""u8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>All records that a query wants, oldest first. Lines that are no records are passed over; verifying names them.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public IEnumerable<ReadRecord> Read(JournalQuery query, CancellationToken cancellation)
    {
        var files = JournalFolder.Files(folder);
        for (var index = FirstFile(files, query.After); index < files.Count; index++)
        {
            using var reader = LineReader.TryOpen(files[index]);
            while (reader is not null && Goes(reader) && reader.IsWhole)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Wanted(reader, query) is { } found)
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>The newest records that a query wants, oldest of them first.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public List<ReadRecord> Newest(JournalQuery query, int count, CancellationToken cancellation)
    {
        List<ReadRecord> newest = [];
        var files = JournalFolder.Files(folder);
        var first = FirstFile(files, query.After);
        for (var index = files.Count - 1; index >= first && newest.Count < count; index--)
        {
            newest.InsertRange(0, NewestOf(files[index], query, count - newest.Count, cancellation, out var isOlder));
            if (isOlder)
            {
                break;
            }
        }
        return newest;
    }

    /// <summary>Goes on with each new record that a query wants, until cancelled.</summary>
    /// <param name="query">Which ones; its <see cref="JournalQuery.After"/> says where to begin.</param>
    /// <param name="time">The clock that paces the look for more.</param>
    /// <param name="cancellation">Ends the following.</param>
    public async IAsyncEnumerable<ReadRecord> FollowAsync(
        JournalQuery query,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        LineReader? reader = null;
        // A file's first number is its name for good; its path changes when it is compressed.
        long? at = null;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var files = JournalFolder.Files(folder);
                if (reader is null && files.Count > 0)
                {
                    var path = files[FirstFile(files, query.After)];
                    at = JournalFolder.FirstSequence(path);
                    reader = LineReader.TryOpen(path);
                }
                while (reader is not null && Goes(reader))
                {
                    if (!reader.IsWhole)
                    {
                        if (!reader.IsCompressed)
                        {
                            reader.StartAt(reader.Offset);
                        }
                        break;
                    }
                    if (Wanted(reader, query) is { } found)
                    {
                        yield return found;
                    }
                }
                if (reader is not null && files.Find(f => JournalFolder.FirstSequence(f) > at) is { } next)
                {
                    reader.Dispose();
                    at = JournalFolder.FirstSequence(next);
                    reader = LineReader.TryOpen(next);
                    continue;
                }
                await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            reader?.Dispose();
        }
    }

    /// <param name="file">A file.</param>
    /// <param name="query">Which records.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="isOlder">Whether what stands before what was read is older than anything that is wanted.</param>
    private static List<ReadRecord> NewestOf(string file, JournalQuery query, int count, CancellationToken cancellation, out bool isOlder)
    {
        isOlder = false;
        const long window = 1 << 20;
        using var reader = LineReader.TryOpen(file);
        for (var reach = window; reader is not null; reach *= 4)
        {
            // A compressed file can only be read from its start.
            var from = reader.IsCompressed ? 0 : Math.Max(0, reader.FileLength - reach);
            if (!reader.IsCompressed)
            {
                reader.StartAt(from);
            }
            var kept = new Queue<ReadRecord>();
            for (var isFirst = true; Goes(reader) && reader.IsWhole; isFirst = false)
            {
                cancellation.ThrowIfCancellationRequested();
                isOlder |= isFirst && query.Since is { } since && JournalRecord.TryParse(reader.Line.Span)?.Time < since;
                if (Wanted(reader, query) is not { } found)
                {
                    continue;
                }
                kept.Enqueue(found);
                if (kept.Count > count)
                {
                    kept.Dequeue();
                }
            }
            if (kept.Count >= count || from == 0 || isOlder)
            {
                return [.. kept];
            }
        }
        return [];
    }

    /// <summary>
    /// Goes to the next line. What is damaged ends a compressed file: it was made from whole records, and the rest may be of any length.
    /// </summary>
    private static bool Goes(LineReader reader)
    {
        try
        {
            return reader.Read() && (!reader.IsCompressed || JournalLine.TryParse(reader.Line.Span, out _, out _, out _));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static ReadRecord? Wanted(LineReader reader, JournalQuery query)
    {
        var line = reader.Line.Span;
        if (!JournalLine.TryParse(line, out var sequence, out _, out _) || sequence <= query.After || IsOfAnotherKind(line, query))
        {
            return null;
        }
        return JournalRecord.TryParse(line) is { } record && query.Wants(record) ? new(record, line.ToArray()) : null;
    }

    /// <summary>Whether a line is surely not of the kind that is wanted: most need not be read then. Records are written without blanks.</summary>
    private static bool IsOfAnotherKind(ReadOnlySpan<byte> line, JournalQuery query)
    {
        if (query.Kind is not { } kind || line.IndexOf(KindMember) is not (>= 0 and var at))
        {
            return false;
        }
        var own = line[(at + KindMember.Length)..];
        return own.Length < kind.Length || !Ascii.EqualsIgnoreCase(own[..kind.Length], kind);
    }

    private static int FirstFile(List<string> files, long after)
    {
        var next = files.FindLastIndex(f => JournalFolder.FirstSequence(f) <= after + 1);
        return Math.Max(0, next);
    }
}
