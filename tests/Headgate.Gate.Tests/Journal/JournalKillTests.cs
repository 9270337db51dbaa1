using System.Collections.Concurrent;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;
using Microsoft.Win32.SafeHandles;

namespace Headgate.Gate.Tests.Journal;

/// <summary>
/// Callers decide, act and note the outcome while the process is killed at 500 random moments. A kill leaves what was handed to the system so far, up to the middle of a
/// write: that is what the folder holds within a call to the disk, so a copy made there is what the next start finds.
/// </summary>
public sealed class JournalKillTests
{
    private const int Kills = 500;
    private const int Callers = 4;

    [Attack("AUD-01")]
    [Fact]
    public async Task Whatever_was_done_before_a_kill_is_in_the_record_and_each_decision_gets_its_outcome()
    {
        using var journal = new TempJournal();
        var chance = new Random(20261130);
        var acts = new ConcurrentQueue<string>();
        var left = new List<(TempJournal Folder, List<string> Acts)>();
        journal.Disk = new JournalDisk { Write = WriteAndSometimesDie };
        await using (var writer = journal.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(writer, caller))));
        }
        left.Count.ShouldBe(Kills);
        foreach (var (folder, done) in left)
        {
            using var crashed = folder;
            await using (crashed.Open()) { }
            var report = crashed.Verify();
            report.Verdict.ShouldBe(Verdict.Intact, string.Join('\n', report.Breaks.Select(b => b.Sentence).Concat(report.Doubts)));
            var records = crashed.Records();
            var decided = records.Where(r => r.Kind == "decision").Select(r => r.Request!).ToHashSet();
            done.ShouldBeSubsetOf(decided);
            records.Where(r => r.Kind == "outcome").Select(r => r.Request!).Order().ShouldBe(decided.Order());
        }

        async Task CallAsync(JournalWriter writer, int caller)
        {
            for (var call = 0; ; call++)
            {
                lock (left)
                {
                    if (left.Count == Kills)
                    {
                        return;
                    }
                }
                var request = $"r{caller}-{call}";
                await writer.AppendAsync(Entry(writer, "decision", request), Headgate.Gate.Journal.Durability.Synced);
                acts.Enqueue(request);
                await writer.AppendAsync(Entry(writer, "outcome", request), Headgate.Gate.Journal.Durability.Written);
            }
        }

        void WriteAndSometimesDie(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            // The acts are looked at before the folder is: one that is made meanwhile may be in neither.
            lock (left)
            {
                if (offset > 0 && left.Count < Kills && chance.Next(3) == 0)
                {
                    RandomAccess.Write(file, bytes[..chance.Next(bytes.Length)], offset);
                    var done = acts.ToList();
                    left.Add((journal.Copy(), done));
                }
            }
            RandomAccess.Write(file, bytes, offset);
        }
    }

    private static JournalEntry Entry(JournalWriter writer, string kind, string request)
    {
        var entry = writer.Rent();
        entry.Json.WriteString("kind", kind);
        entry.Json.WriteString("request", request);
        entry.Json.WriteString("decision", "Allowed");
        return entry;
    }
}
