using System.Text;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Finds out which journal it is, where no anchor says so.</summary>
internal static class JournalName
{
    /// <summary>The hash of the first record; where retention removed it, what the oldest checkpoint says; null where neither is there.</summary>
    public static string? Of(List<string> files)
    {
        foreach (var file in files)
        {
            using var reader = new LineReader(file, 0);
            while (reader.Read() && reader.IsWhole)
            {
                var line = reader.Line.Span;
                if (JournalLine.TryParse(line, out var sequence, out _, out var hash) && sequence == 1)
                {
                    return Encoding.ASCII.GetString(hash);
                }
                if (
                    SignedRecords.MayBe(line)
                    && JournalRecord.TryParse(line) is { Kind: "checkpoint" } record
                    && SignedRecords.HeadOf(record) is { } head
                )
                {
                    return head.Journal;
                }
            }
        }
        return null;
    }
}
