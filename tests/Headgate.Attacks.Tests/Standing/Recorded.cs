using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>The record of a server.</summary>
internal static class Recorded
{
    public static List<JournalRecord> Of(HeadgateServer server, string kind = "decision") => [.. All(server).Where(r => r.Kind == kind)];

    public static IEnumerable<JournalRecord> All(HeadgateServer server) =>
        new JournalReader(JournalSettings.ForData(server.DataFolder).Folder)
            .Read(new JournalQuery(), CancellationToken.None)
            .Select(r => r.Record);

    public static void IsIntact(HeadgateServer server) =>
        JournalVerifier.Verify(JournalSettings.ForData(server.DataFolder), null, CancellationToken.None).Breaks.ShouldBeEmpty();
}
