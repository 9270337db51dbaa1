using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;

namespace Headgate.Gate.Tests.Journal;

public sealed class JournalCrashTests
{
    [Attack("AUD-02")]
    [Fact]
    public async Task A_tail_torn_at_any_byte_is_moved_aside_and_the_chain_goes_on()
    {
        using var journal = new TempJournal();
        journal.Settings = journal.Settings with { AnchorEvery = TimeSpan.FromHours(1) };
        await using var writer = journal.Open();
        await TempJournal.AppendAsync(writer, "kept", Durability.Synced);
        var kept = new FileInfo(journal.Files[0]).Length;
        await TempJournal.AppendAsync(writer, "torn");
        var all = await File.ReadAllBytesAsync(journal.Files[0]);
        for (var length = kept + 1; length < all.Length; length += 7)
        {
            using var crashed = journal.Copy();
            await File.WriteAllBytesAsync(crashed.Files[0], all[..(int)length]);
            await crashed.FillAsync(1);
            crashed.Verify().Breaks.ShouldBeEmpty();
            crashed.Records().ShouldNotContain(r => r.Sentence == "torn");
            var repair = crashed.Records().Single(r => r.Reason == "torn-tail");
            repair.Bytes.ShouldBe(length - kept);
            new FileInfo(Path.Combine(crashed.Settings.Folder, repair.Other!["moved_to"].GetString()!)).Length.ShouldBe(length - kept);
        }
    }

    [Attack("AUD-02")]
    [Fact]
    public async Task Blocks_of_zeros_at_the_end_are_a_torn_tail_too()
    {
        using var journal = new TempJournal();
        journal.Settings = journal.Settings with { AnchorEvery = TimeSpan.FromHours(1) };
        await using var writer = journal.Open();
        await TempJournal.AppendAsync(writer, "kept", Durability.Synced);
        using var crashed = journal.Copy();
        await using (var file = File.Open(crashed.Files[0], FileMode.Append))
        {
            await file.WriteAsync(new byte[4096]);
        }
        await crashed.FillAsync(1);
        crashed.Verify().Breaks.ShouldBeEmpty();
    }

    [Attack("AUD-23")]
    [Fact]
    public async Task A_journal_that_ends_before_its_anchor_is_refused_at_start()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(50);
        var lines = await File.ReadAllLinesAsync(journal.Files[0]);
        await File.WriteAllLinesAsync(journal.Files[0], lines[..^1]);
        var refused = Should.Throw<JournalDamagedException>(() => journal.Open());
        refused.Message.ShouldContain("cut or put back");
        File.Delete(journal.Files[0]);
        Should.Throw<JournalDamagedException>(() => journal.Open()).Message.ShouldContain("no journal file");
    }

    [Fact]
    public async Task Without_its_anchor_the_journal_goes_on_and_says_so()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        File.Delete(Path.Combine(journal.Settings.KeysFolder, "journal.anchor"));
        await journal.FillAsync(1);
        journal.Verify().Breaks.ShouldBeEmpty();
        journal.Records().ShouldContain(r => r.Reason == "anchor-missing");
    }

    [Fact]
    public async Task Calls_without_outcome_are_closed_as_unknown_at_the_next_start()
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        await AppendAsync(writer, "decision", "r1");
        await AppendAsync(writer, "decision", "r2");
        await AppendAsync(writer, "outcome", "r1");
        using var crashed = journal.Copy();
        await crashed.FillAsync(1);
        var closings = crashed.Records().Where(r => r.Ended == "unknown").ToList();
        closings.Select(r => r.Request).ShouldBe(["r2"]);
        crashed.Verify().Breaks.ShouldBeEmpty();
        await crashed.FillAsync(1);
        crashed.Records().Count(r => r.Ended == "unknown").ShouldBe(1);
    }

    private static ValueTask<long> AppendAsync(JournalWriter writer, string kind, string request)
    {
        var entry = writer.Rent();
        entry.Json.WriteString("kind", kind);
        entry.Json.WriteString("request", request);
        entry.Json.WriteString("decision", "Allowed");
        return writer.AppendAsync(entry, Durability.Synced);
    }
}
