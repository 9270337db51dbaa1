using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Closed;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Gate.Tests.Journal;

/// <summary>Retention removes the oldest files and leaves a signed record of what it removed, so that the chain is shown to have gone on.</summary>
public sealed class JournalRetentionTests
{
    [Fact]
    public async Task By_bytes_the_oldest_files_go_and_the_rest_is_vouched_for_from_there_on()
    {
        using var journal = await RemovedAsync();
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Intact, string.Join('\n', report.Doubts.Concat(report.Breaks.Select(b => b.Sentence))));
        report.Removed.ShouldNotBeNull();
        report.VouchedFrom!.Sequence.ShouldBe(report.Removed.Last + 1);
        journal.Records()[0].Sequence.ShouldBe(report.Removed.Last + 1);
        journal.Records().ShouldContain(r => r.Kind == "retention");
        await journal.FillAsync(3);
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Attack("AUD-28")]
    [Fact]
    public async Task By_age_files_go_whose_newest_record_is_older()
    {
        using var journal = Small();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        journal.Time = time;
        await journal.FillAsync(40);
        time.Advance(TimeSpan.FromDays(20));
        await journal.FillAsync(40);
        var before = journal.Records().First(r => r.Time.Month == 1 && r.Time.Day == 21).Sequence;
        journal.Settings = journal.Settings with { KeepFor = TimeSpan.FromDays(10) };
        await using (journal.Open())
        {
            await TempJournal.UntilAsync(() => journal.Records().Any(r => r.Kind == "retention"));
        }
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Intact);
        report.Removed!.Last.ShouldBeLessThan(before);
        journal.Records().Count(r => r.Time.Day == 21 && r.Sequence >= before).ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Without_the_settings_nothing_is_ever_removed()
    {
        using var journal = Small();
        await journal.CompressedAsync(100);
        Retention.Due(journal.Settings, DateTimeOffset.MaxValue).ShouldBeNull();
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_while_the_server_runs_makes_no_record_old()
    {
        using var journal = Small();
        journal.Settings = journal.Settings with { KeepFor = TimeSpan.FromDays(10) };
        var time = new JumpingClock();
        journal.Time = time;
        await using var writer = journal.Open();
        time.Jump = TimeSpan.FromDays(3650);
        for (var i = 0; i < 60; i++)
        {
            await TempJournal.AppendAsync(writer, $"note {i}");
        }
        await TempJournal.UntilAsync(() => journal.Files.Count(f => !f.EndsWith(".gz", StringComparison.Ordinal)) == 1);
        journal.Records()[0].Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_record_that_comes_while_others_are_removed_waits_for_no_further_one()
    {
        using var journal = Small();
        await journal.CompressedAsync(200);
        using var opened = new ManualResetEventSlim();
        JournalWriter writer = null!;
        var appended = new TaskCompletionSource<Task<long>>();
        journal.Settings = journal.Settings with { KeepBytes = 6000 };
        journal.Disk = new JournalDisk
        {
            Write = (file, bytes, offset) =>
            {
                if (bytes.IndexOf("\"retention\""u8) >= 0)
                {
                    opened.Wait(TestContext.Current.CancellationToken);
                    appended.TrySetResult(TempJournal.AppendAsync(writer, "meanwhile").AsTask());
                }
                RandomAccess.Write(file, bytes, offset);
            },
        };
        await using (writer = journal.Open())
        {
            opened.Set();
            (await await appended.Task).ShouldBeGreaterThan(0);
        }
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Fact]
    public async Task A_file_more_than_retention_says_is_missing()
    {
        using var journal = await RemovedAsync();
        File.Delete(journal.Files[0]);
        var report = journal.Verify();
        report.Breaks[0].Kind.ShouldBe(BreakKind.Removed);
        report.Breaks[0].Sequence.ShouldBe(report.Removed!.Last + 1);
    }

    [Fact]
    public async Task A_journal_whose_oldest_file_was_removed_by_hand_is_broken()
    {
        using var journal = Small();
        await journal.CompressedAsync(60);
        File.Delete(journal.Files[0]);
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Broken);
        report.Breaks[0].Sentence.ShouldStartWith("Records 1 to ");
    }

    [Attack("AUD-36")]
    [Fact]
    public async Task An_interruption_between_the_files_leaves_no_hole_and_the_next_start_goes_on()
    {
        using var journal = Small();
        await journal.CompressedAsync(200);
        using var before = journal.Copy();
        journal.Settings = journal.Settings with { KeepBytes = 6000 };
        await using (journal.Open())
        {
            await TempJournal.UntilAsync(() => journal.Records()[0].Sequence > 1);
        }
        // As if the process had died after the first files: the newer of those that the record names are still there.
        var removed = before.Files.Where(f => !File.Exists(Path.Combine(journal.Settings.Folder, Path.GetFileName(f)))).ToList();
        removed.Count.ShouldBeGreaterThan(1);
        File.Copy(removed[^1], Path.Combine(journal.Settings.Folder, Path.GetFileName(removed[^1])));
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
        await using (journal.Open())
        {
            await TempJournal.UntilAsync(() => !File.Exists(Path.Combine(journal.Settings.Folder, Path.GetFileName(removed[^1]))));
        }
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Fact]
    public async Task A_head_from_before_the_removed_records_still_names_the_journal()
    {
        using var journal = Small();
        await journal.FillAsync(3);
        var old = journal.Head();
        await journal.CompressedAsync(200);
        journal.Settings = journal.Settings with { KeepBytes = 6000 };
        await using (journal.Open())
        {
            await TempJournal.UntilAsync(() => journal.Records()[0].Sequence > old.Sequence);
        }
        journal.VerifyAgainst(old).Verdict.ShouldBe(Verdict.Intact);
        File.Delete(journal.AnchorFile);
        await journal.FillAsync(1);
        journal.Head().Journal.ShouldBe(old.Journal);
    }

    private static async Task<TempJournal> RemovedAsync()
    {
        var journal = Small();
        await journal.CompressedAsync(200);
        journal.Settings = journal.Settings with { KeepBytes = 6000 };
        await using (journal.Open())
        {
            await TempJournal.UntilAsync(() => journal.Records()[0].Sequence > 1);
        }
        return journal;
    }

    private static TempJournal Small()
    {
        var journal = new TempJournal();
        journal.Settings = journal.Settings with { MaxFileBytes = 2048 };
        return journal;
    }

    private sealed class JumpingClock : TimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;
    }
}
