using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;

namespace Headgate.Mcp.Tests.Foreign;

/// <summary>The record of a server.</summary>
internal static class ForeignRecords
{
    public static List<JournalRecord> Of(HeadgateServer server, string kind) =>
        [
            .. new JournalReader(JournalSettings.ForData(server.DataFolder).Folder)
                .Read(new JournalQuery(), CancellationToken.None)
                .Select(r => r.Record)
                .Where(r => r.Kind == kind),
        ];
}
