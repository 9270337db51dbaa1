using System.Runtime.CompilerServices;

namespace Headgate.Gate.Journal.Reading;

/// <summary>A record and the line it stands in.</summary>
/// <param name="Record">The record.</param>
/// <param name="Line">The line's bytes as they are on the disk, without line feed.</param>
public sealed record ReadRecord(JournalRecord Record, byte[] Line);

/// <summary>Reads the journal's files, also while a server writes them.</summary>
/// <param name="folder">The journal's folder.</param>
public sealed class JournalReader(string folder)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>All records that a query wants, oldest first. Lines that are no records are passed over; verifying names them.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public IEnumerable<ReadRecord> Read(JournalQuery query, CancellationToken cancellation)
    {
        var files = JournalFolder.Files(folder);
        for (var index = FirstFile(files, query.After); index < files.Count; index++)
        {
            using var reader = new LineReader(files[index], 0);
            while (reader.Read() && reader.IsWhole)
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
            newest.InsertRange(0, NewestOf(files[index], query, count - newest.Count, cancellation));
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
        string? path = null;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var files = JournalFolder.Files(folder);
                var next = path is null ? FirstFile(files, query.After) : files.IndexOf(path);
                if (reader is null && next < files.Count && next >= 0)
                {
                    path = files[next];
                    reader = new LineReader(path, 0);
                }
                while (reader is not null && reader.Read())
                {
                    if (!reader.IsWhole)
                    {
                        reader.Retry();
                        break;
                    }
                    if (Wanted(reader, query) is { } found)
                    {
                        yield return found;
                    }
                }
                if (reader is not null && next + 1 < files.Count)
                {
                    reader.Dispose();
                    path = files[next + 1];
                    reader = new LineReader(path, 0);
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

    private static List<ReadRecord> NewestOf(string file, JournalQuery query, int count, CancellationToken cancellation)
    {
        const long window = 1 << 20;
        var length = new FileInfo(file).Length;
        for (var reach = window; ; reach *= 4)
        {
            var from = Math.Max(0, length - reach);
            var kept = new Queue<ReadRecord>();
            using var reader = new LineReader(file, from);
            while (reader.Read() && reader.IsWhole)
            {
                cancellation.ThrowIfCancellationRequested();
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
            if (kept.Count >= count || from == 0)
            {
                return [.. kept];
            }
        }
    }

    private static ReadRecord? Wanted(LineReader reader, JournalQuery query)
    {
        var line = reader.Line.Span;
        if (!JournalLine.TryParse(line, out var sequence, out _, out _) || sequence <= query.After)
        {
            return null;
        }
        return JournalRecord.TryParse(line) is { } record && query.Wants(record) ? new(record, line.ToArray()) : null;
    }

    private static int FirstFile(List<string> files, long after)
    {
        var next = files.FindLastIndex(f => JournalFolder.FirstSequence(f) <= after + 1);
        return Math.Max(0, next);
    }
}
