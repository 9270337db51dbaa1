using System.IO.Compression;
using System.Text;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Closed;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;

namespace Headgate.Gate.Tests.Journal;

/// <summary>Closed files are compressed: everything reads them, every exchange of one is found, and a crash leaves one good form.</summary>
public sealed class JournalClosedFilesTests
{
    private static readonly JournalQuery Notices = new() { Kind = "notice" };

    [Fact]
    public async Task Closed_files_are_compressed_and_everything_reads_them()
    {
        using var journal = Small();
        await journal.CompressedAsync(300);
        var reader = new JournalReader(journal.Settings.Folder);
        var wanted = Enumerable.Range(0, 300).Select(i => $"note {i}").ToList();
        reader.Read(Notices, CancellationToken.None).Select(r => r.Record.Sentence).ShouldBe(wanted);
        reader.Newest(Notices, 250, CancellationToken.None).Select(r => r.Record.Sentence).ShouldBe(wanted[50..]);
        reader.Read(new JournalQuery { Text = "NOTE 17" }, CancellationToken.None).Select(r => r.Record.Sentence).ShouldContain("note 17");
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
        using var csv = new MemoryStream();
        (await JournalExport.WriteCsvAsync(reader.Read(Notices, CancellationToken.None), csv, CancellationToken.None)).ShouldBe(300);
        await journal.FillAsync(1);
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Fact]
    public async Task Following_from_the_start_reads_compressed_files_and_then_what_comes()
    {
        using var journal = Small();
        await journal.CompressedAsync(100);
        await using var writer = journal.Open();
        List<string> seen = [];
        var following = Task.Run(async () =>
        {
            await foreach (
                var r in new JournalReader(journal.Settings.Folder).FollowAsync(Notices, TimeProvider.System, CancellationToken.None)
            )
            {
                seen.Add(r.Record.Sentence!);
                if (seen.Count == 150)
                {
                    return;
                }
            }
        });
        for (var i = 100; i < 150; i++)
        {
            await TempJournal.AppendAsync(writer, $"note {i}");
        }
        await following.WaitAsync(TimeSpan.FromSeconds(20));
        seen.ShouldBe(Enumerable.Range(0, 150).Select(i => $"note {i}"));
    }

    [Fact]
    public async Task A_journal_whose_anchor_stands_in_a_file_that_was_compressed_since_is_opened()
    {
        using var journal = Small();
        await using var writer = journal.Open();
        await TempJournal.AppendAsync(writer, "first", Durability.Synced);
        await TempJournal.UntilAsync(() => journal.Verify().AnchoredSequence >= 3);
        var anchor = await File.ReadAllBytesAsync(journal.AnchorFile);
        for (var i = 0; i < 50; i++)
        {
            await TempJournal.AppendAsync(writer, $"note {i}");
        }
        // All of them: a file that is being compressed could vanish while it is copied.
        await TempJournal.UntilAsync(() => journal.Files.SkipLast(1).All(f => f.EndsWith(".gz", StringComparison.Ordinal)));
        using var crashed = journal.Copy();
        await File.WriteAllBytesAsync(crashed.AnchorFile, anchor);
        await crashed.FillAsync(1);
        crashed.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Attack("AUD-36")]
    [Theory]
    [InlineData("draft")]
    [InlineData("both forms")]
    public async Task A_crash_in_the_middle_leaves_one_good_form_and_the_next_start_ends_the_work(string crash)
    {
        using var journal = Small();
        journal.Settings = journal.Settings with { Compress = false };
        await journal.FillAsync(40);
        var plain = journal.Files[0];
        if (crash == "draft")
        {
            await File.WriteAllBytesAsync(plain + ".gz.new", [0x1f, 0x8b, 8]);
        }
        else
        {
            await GzipAsync(plain + ".gz", await File.ReadAllBytesAsync(plain));
        }
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
        journal.Settings = journal.Settings with { Compress = true };
        await journal.CompressedAsync(0);
        File.Exists(plain).ShouldBeFalse();
        Directory.GetFiles(journal.Settings.Folder, "*.new").ShouldBeEmpty();
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Attack("AUD-36")]
    [Fact]
    public async Task A_forged_plain_file_beside_the_compressed_one_is_found_and_destroys_nothing()
    {
        using var journal = Small();
        await journal.CompressedAsync(40);
        var compressed = journal.Files[0];
        var forged = compressed[..^3];
        await File.WriteAllTextAsync(forged, (await UnfoldAsync(compressed)).Replace("note 0", "note X", StringComparison.Ordinal));
        journal.Verify().Verdict.ShouldBe(Verdict.Broken);
        Should.Throw<InvalidDataException>(() => FileCompression.Compress(forged, CancellationToken.None)).Message.ShouldContain("differ");
        File.Exists(compressed).ShouldBeTrue();
        File.Exists(forged).ShouldBeTrue();
    }

    [Attack("AUD-36")]
    [Theory]
    [InlineData("another valid file")]
    [InlineData("a second member")]
    [InlineData("an empty second member")]
    [InlineData("a bomb of zeros")]
    [InlineData("a bomb of line feeds")]
    [InlineData("its plain text")]
    [InlineData("half of it")]
    [InlineData("nothing")]
    public async Task A_compressed_file_that_was_exchanged_is_found(string how)
    {
        using var journal = Small();
        await journal.CompressedAsync(60);
        var path = journal.Files[1];
        var good = await File.ReadAllBytesAsync(path);
        var text = Encoding.UTF8.GetBytes(await UnfoldAsync(path));
        switch (how)
        {
            case "another valid file":
                File.Copy(journal.Files[0], path, overwrite: true);
                break;
            case "a second member":
                await GzipAsync(path, text);
                await File.WriteAllBytesAsync(path, [.. await File.ReadAllBytesAsync(path), .. good]);
                break;
            case "an empty second member":
                await File.WriteAllBytesAsync(path, [.. good, 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
                break;
            case "a bomb of zeros":
                await GzipAsync(path, new byte[1 << 20], 1100);
                break;
            case "a bomb of line feeds":
                await GzipAsync(path, [.. Enumerable.Repeat((byte)'\n', 1 << 20)], 200);
                break;
            case "its plain text":
                await File.WriteAllBytesAsync(path, text);
                break;
            case "half of it":
                await File.WriteAllBytesAsync(path, good[..(good.Length / 2)]);
                break;
            default:
                await File.WriteAllBytesAsync(path, []);
                break;
        }
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Broken);
        report.Breaks[0].File.ShouldBeOneOf(Path.GetFileName(path), Path.GetFileName(journal.Files[2]));
        // A search passes over what is damaged and does not stop.
        new JournalReader(journal.Settings.Folder)
            .Read(Notices, CancellationToken.None)
            .Count()
            .ShouldBeGreaterThan(10);
    }

    private static TempJournal Small()
    {
        var journal = new TempJournal();
        journal.Settings = journal.Settings with { MaxFileBytes = 2048 };
        return journal;
    }

    private static async Task GzipAsync(string path, byte[] bytes, int times = 1)
    {
        await using var file = File.Create(path);
        await using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        for (var i = 0; i < times; i++)
        {
            await gzip.WriteAsync(bytes);
        }
    }

    private static async Task<string> UnfoldAsync(string path)
    {
        await using var file = File.OpenRead(path);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }
}
