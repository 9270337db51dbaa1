using System.Text;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Closed;

/// <summary>Says which of the oldest closed files are no longer to be kept. The newest file is always kept.</summary>
internal static class Retention
{
    /// <summary>The files to remove, oldest first, and what they hold; null where none is to be removed.</summary>
    /// <param name="settings">How long and how much is kept.</param>
    /// <param name="now">The time by which ages are measured.</param>
    public static (List<string> Files, RemovedRange Range)? Due(JournalSettings settings, DateTimeOffset now)
    {
        var files = JournalFolder.Files(settings.Folder);
        var bytes = files.Sum(f => File.Exists(f) ? new FileInfo(f).Length : 0);
        (int Count, long Last, string Hash) due = (0, 0, JournalLine.Genesis);
        for (var i = 0; i + 1 < files.Count && FirstLineOf(files[i + 1]) is { } next; i++)
        {
            var tooOld = settings.KeepFor is { } age && next.Time < now - age;
            var tooMuch = settings.KeepBytes is { } most && bytes > most;
            if (!tooOld && !tooMuch)
            {
                break;
            }
            bytes -= new FileInfo(files[i]).Length;
            due = (i + 1, next.Sequence - 1, next.Previous);
        }
        return due.Count > 0 && FirstLineOf(files[0]) is { } first
            ? (files[..due.Count], new(first.Sequence, first.Hash, due.Last, due.Hash, now))
            : null;
    }

    /// <summary>Removes files, oldest first, so that an interruption leaves no hole.</summary>
    public static void Remove(List<string> files)
    {
        foreach (var file in files)
        {
            File.Delete(file);
            File.Delete(JournalFolder.CompressedPathOf(file));
            Writing.FileIdentity.FlushFolder(Path.GetDirectoryName(file)!);
        }
    }

    /// <summary>What a file's first line says; null where it has none, or one that does not belong to its name.</summary>
    private static (long Sequence, string Previous, string Hash, DateTimeOffset Time)? FirstLineOf(string path)
    {
        try
        {
            using var reader = LineReader.TryOpen(path);
            return
                reader is not null
                && reader.Read()
                && reader.IsWhole
                && JournalLine.TryParse(reader.Line.Span, out var sequence, out var previous, out var hash)
                && sequence == JournalFolder.FirstSequence(path)
                && JournalRecord.TryParse(reader.Line.Span) is { } record
                ? (sequence, Encoding.ASCII.GetString(previous), Encoding.ASCII.GetString(hash), record.Time)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
