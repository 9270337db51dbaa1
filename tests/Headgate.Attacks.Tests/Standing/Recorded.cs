using System.Diagnostics;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>The record of a server, and conditions that are awaited.</summary>
internal static class Recorded
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static List<JournalRecord> Of(HeadgateServer server, string kind = "decision") =>
        [
            .. new JournalReader(JournalSettings.ForData(server.DataFolder).Folder)
                .Read(new JournalQuery(), CancellationToken.None)
                .Select(r => r.Record)
                .Where(r => r.Kind == kind),
        ];

    public static void IsIntact(HeadgateServer server) =>
        JournalVerifier.Verify(JournalSettings.ForData(server.DataFolder), null, CancellationToken.None).Breaks.ShouldBeEmpty();

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > Patience)
            {
                Assert.Fail($"It did not happen within {Patience.TotalSeconds} s: {what}");
            }
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
