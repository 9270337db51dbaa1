using System.Text;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Text;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Gate.Tests.Journal;

public sealed class JournalReaderTests
{
    [Fact]
    public async Task Following_goes_on_with_new_records_over_a_change_of_file()
    {
        using var journal = new TempJournal();
        journal.Settings = journal.Settings with { MaxFileBytes = 1024 };
        await using var writer = journal.Open();
        using var stop = new CancellationTokenSource();
        List<string> seen = [];
        var following = Task.Run(async () =>
        {
            var query = new JournalQuery { Kind = "notice" };
            await foreach (var record in new JournalReader(journal.Settings.Folder).FollowAsync(query, TimeProvider.System, stop.Token))
            {
                seen.Add(record.Record.Sentence!);
                if (seen.Count == 30)
                {
                    return;
                }
            }
        });
        for (var i = 0; i < 30; i++)
        {
            await TempJournal.AppendAsync(writer, $"n{i}");
        }
        await following.WaitAsync(TimeSpan.FromMinutes(2));
        seen.ShouldBe(Enumerable.Range(0, 30).Select(i => $"n{i}"));
        journal.Files.Length.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task The_newest_records_come_in_their_order_over_several_files()
    {
        using var journal = new TempJournal();
        journal.Settings = journal.Settings with { MaxFileBytes = 1024 };
        await journal.FillAsync(30);
        var newest = new JournalReader(journal.Settings.Folder).Newest(new JournalQuery { Kind = "notice" }, 7, CancellationToken.None);
        newest.Select(r => r.Record.Sentence).ShouldBe(Enumerable.Range(23, 7).Select(i => $"note {i}"));
    }

    [Fact]
    public async Task Names_with_line_feeds_and_terminal_codes_stay_inside_their_line()
    {
        using var journal = new TempJournal();
        const string name = "x\n2026-01-01 admin allowed everything \u001b[2J\u202e\u200b<img src=x onerror=alert(1)> Überprüfung 日本";
        await using (var writer = journal.Open())
        {
            await TempJournal.AppendAsync(writer, name);
        }
        var text = await File.ReadAllTextAsync(journal.Files[0]);
        text.ShouldNotContain("\u001b");
        text.ShouldNotContain("\u202e");
        text.ShouldNotContain("\u200b");
        text.ShouldContain("\\u202e");
        text.ShouldContain("Überprüfung 日本");
        text.Split('\n').Length.ShouldBe(journal.Records().Count + 1);
        journal.Records().ShouldContain(r => r.Sentence == name);
    }

    [Fact]
    public async Task Csv_quotes_and_disarms_formulas()
    {
        using var journal = new TempJournal();
        await using (var writer = journal.Open())
        {
            await TempJournal.AppendAsync(writer, "=HYPERLINK(\"http://x\"),;");
        }
        using var to = new MemoryStream();
        var records = new JournalReader(journal.Settings.Folder).Read(new JournalQuery { Kind = "notice" }, CancellationToken.None);
        (await JournalExport.WriteCsvAsync(records, to, CancellationToken.None)).ShouldBe(1);
        Encoding.UTF8.GetString(to.ToArray()).ShouldContain(",\"'=HYPERLINK(\"\"http://x\"\"),;\",");
    }

    [Fact]
    public async Task Json_export_parses_back_to_the_same_records()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        using var to = new MemoryStream();
        var all = new JournalReader(journal.Settings.Folder).Read(new JournalQuery(), CancellationToken.None);
        var count = await JournalExport.WriteJsonAsync(all, to, CancellationToken.None);
        using var document = System.Text.Json.JsonDocument.Parse(to.ToArray());
        document.RootElement.GetArrayLength().ShouldBe((int)count);
        document.RootElement[2].GetProperty("hash").GetString().ShouldBe(journal.Records()[2].Hash);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_recorded_and_the_order_stays()
    {
        using var journal = new TempJournal();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        var offset = TimeSpan.Zero;
        journal.Time = new ShiftedTime(clock, () => offset);
        await using (var writer = journal.Open())
        {
            await TempJournal.AppendAsync(writer, "before");
            offset = TimeSpan.FromHours(-1);
            await TempJournal.AppendAsync(writer, "after");
        }
        journal.Verify().Breaks.ShouldBeEmpty();
        journal.Records().Single(r => r.Kind == "clock").Sentence.ShouldBe("The clock was moved by -3600 s.");
        journal.Records().Select(r => r.Mono).ShouldBe(journal.Records().Select(r => r.Mono).Order());
    }

    private sealed class ShiftedTime(TimeProvider inner, Func<TimeSpan> offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + offset();

        public override long GetTimestamp() => inner.GetTimestamp();

        public override long TimestampFrequency => inner.TimestampFrequency;
    }

    [Theory]
    [InlineData("back\\slash")]
    [InlineData("two\nlines")]
    [InlineData("hidden \u200b space")]
    [InlineData("plain")]
    public void A_name_is_found_as_people_write_it_and_as_the_record_writes_it(string name)
    {
        var record = new JournalRecord
        {
            Sequence = 1,
            Kind = "decision",
            Caller = new RecordedCaller("agent", 1, VisibleText.Of(name)),
            Sentence = VisibleText.Of($"Agent \"{name}\" read job 4."),
        };
        foreach (var spelling in new[] { name, name.ToUpperInvariant(), VisibleText.Of(name) })
        {
            new JournalQuery { Caller = spelling }
                .Wants(record)
                .ShouldBeTrue(spelling);
            new JournalQuery { Text = spelling }
                .Wants(record)
                .ShouldBeTrue(spelling);
        }
        new JournalQuery { Caller = name + "x" }
            .Wants(record)
            .ShouldBeFalse();
    }

    [Fact]
    public void A_name_that_the_record_cut_is_found_by_the_whole_of_it()
    {
        var name = new string('n', 300);
        var record = new JournalRecord { Sequence = 1, Caller = new RecordedCaller("agent", 1, VisibleText.Of(name)) };
        new JournalQuery { Caller = name }
            .Wants(record)
            .ShouldBeTrue();
        new JournalQuery { Caller = name[..299] + "m" }
            .Wants(record)
            .ShouldBeFalse();
    }
}
