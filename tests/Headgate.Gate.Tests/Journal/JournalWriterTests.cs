using Headgate.Gate.Journal;
using Headgate.Testing;

namespace Headgate.Gate.Tests.Journal;

public sealed class JournalWriterTests
{
    [Fact]
    public async Task Records_are_numbered_without_gaps_and_verify()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(100);
        var report = journal.Verify();
        report.Breaks.ShouldBeEmpty();
        report.Notes.ShouldBeEmpty();
        journal.Records().Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, (int)report.LastSequence).Select(i => (long)i));
        journal.Records().Count(r => r.Kind == "notice").ShouldBe(100);
        journal.Records()[^1].Kind.ShouldBe("checkpoint");
    }

    [Fact]
    public async Task A_hundred_writers_at_once_each_get_their_own_number()
    {
        using var journal = new TempJournal();
        long[] numbers;
        await using (var writer = journal.Open())
        {
            numbers = await Task.WhenAll(
                    Enumerable
                        .Range(0, 100)
                        .Select(w =>
                            Task.Run(async () =>
                            {
                                List<long> mine = [];
                                for (var i = 0; i < 50; i++)
                                {
                                    mine.Add(
                                        await TempJournal.AppendAsync(
                                            writer,
                                            $"{w}/{i}",
                                            i % 10 == 0 ? Durability.Synced : Durability.Written
                                        )
                                    );
                                    writer.Post(TempJournal.Note(writer, "posted"));
                                }
                                mine.ShouldBe(mine.Order());
                                return mine;
                            })
                        )
                )
                .ContinueWith(lists => lists.Result.SelectMany(l => l).ToArray(), TaskScheduler.Default);
        }
        numbers.Distinct().Count().ShouldBe(5000);
        journal.Records().Count(r => r.Sentence == "posted").ShouldBe(5000);
        journal.Verify().Breaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_is_in_the_file_when_its_append_completes()
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        var number = await TempJournal.AppendAsync(writer, "there", Durability.Synced);
        journal.Records().ShouldContain(r => r.Sequence == number && r.Sentence == "there");
    }

    [Fact]
    public async Task A_full_file_is_closed_by_a_checkpoint_and_the_chain_goes_on_in_the_next()
    {
        using var journal = new TempJournal();
        journal.Settings = journal.Settings with { MaxFileBytes = 4096, Compress = false };
        await journal.FillAsync(100);
        journal.Files.Length.ShouldBeGreaterThan(3);
        foreach (var file in journal.Files)
        {
            (await File.ReadAllLinesAsync(file))[^1].ShouldContain("\"kind\":\"checkpoint\"");
        }
        var report = journal.Verify();
        report.Breaks.ShouldBeEmpty();
        report.Checkpoints.ShouldBeGreaterThanOrEqualTo(journal.Files.Length);
    }

    [Fact]
    public async Task Opening_again_continues_the_chain()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(3);
        await journal.FillAsync(3);
        journal.Verify().Breaks.ShouldBeEmpty();
        journal.Records().Count(r => r.Kind == "opened").ShouldBe(2);
    }

    [Fact]
    public async Task A_second_writer_is_refused_and_told_why()
    {
        using var journal = new TempJournal();
        await using var first = journal.Open();
        Should.Throw<JournalUnavailableException>(() => journal.Open()).Message.ShouldContain("in use by another Headgate process");
    }

    [Fact]
    public async Task A_record_over_the_limit_is_refused_and_the_others_are_written()
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        var huge = TempJournal.AppendAsync(writer, new string('x', 70_000)).AsTask();
        await Should.ThrowAsync<JournalUnavailableException>(huge);
        await TempJournal.AppendAsync(writer, "small");
        journal.Verify().Breaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_closing_nothing_is_accepted()
    {
        using var journal = new TempJournal();
        var writer = journal.Open();
        await writer.DisposeAsync();
        await Should.ThrowAsync<JournalUnavailableException>(TempJournal.AppendAsync(writer, "late").AsTask());
    }

    [Fact]
    public async Task The_anchor_follows_within_moments_while_records_are_written()
    {
        using var journal = new TempJournal();
        journal.Settings = journal.Settings with { AnchorEvery = TimeSpan.FromMilliseconds(20) };
        await using var writer = journal.Open();
        var number = await TempJournal.AppendAsync(writer, "anchored");
        await Until.HoldsAsync(
            () => journal.Verify().AnchoredSequence >= number,
            "the record is anchored",
            TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public async Task Files_and_keys_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Prerequisite.Missing("File modes are those of Unix, and this is Windows.");
        }
        using var journal = new TempJournal();
        await journal.FillAsync(1);
        foreach (var file in journal.Files.Concat(Directory.GetFiles(journal.Settings.KeysFolder)))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }
}
