using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Checking;

/// <summary>The heads that the journal itself holds.</summary>
public static class JournalHeads
{
    private static readonly JournalQuery Checkpoints = new() { Kind = "checkpoint" };

    /// <summary>The head of the newest checkpoint; null where there is none. A running server writes one within a minute after each record.</summary>
    /// <param name="settings">Where the journal lies.</param>
    public static JournalHead? Newest(JournalSettings settings) =>
        new JournalReader(settings.Folder).Newest(Checkpoints, 1, CancellationToken.None) is [var found]
            ? SignedRecords.HeadOf(found.Record)
            : null;
}
