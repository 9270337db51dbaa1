using System.Security.Cryptography;
using System.Text;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Witnesses;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Attacks.Tests;

/// <summary>What someone with access to the disk can do to the record, and how it shows.</summary>
public sealed class JournalTamperingTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("headgate-tampering-").FullName;

    private JournalSettings Settings => JournalSettings.ForData(_root);

    private string Newest => Directory.GetFiles(Settings.Folder, "journal-*.jsonl").Order(StringComparer.Ordinal).Last();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Attack("AUD-02")]
    [Fact]
    public async Task A_torn_last_line_is_moved_aside_at_the_next_start()
    {
        await FillAsync(10);
        await File.AppendAllTextAsync(Newest, "{\"seq\":14,\"time\":\"2026-");
        await FillAsync(1);
        Verify().Intact.ShouldBeTrue();
        new JournalReader(Settings.Folder)
            .Read(new JournalQuery { Kind = "recovered" }, CancellationToken.None)
            .Single()
            .Record.Other!["moved_to"]
            .GetString()!
            .ShouldEndWith(".bin");
    }

    [Attack("AUD-18")]
    [Fact]
    public async Task A_changed_byte_is_found_in_its_line()
    {
        await FillAsync(1000);
        var good = await File.ReadAllBytesAsync(Newest);
        var random = new Random(18);
        var starts = new List<int> { 0 };
        starts.AddRange(Enumerable.Range(0, good.Length - 1).Where(i => good[i] == (byte)'\n').Select(i => i + 1));
        foreach (var (line, start) in starts.Index())
        {
            var end = line + 1 < starts.Count ? starts[line + 1] : good.Length - 1;
            var at = random.Next(start, end);
            var changed = (byte[])good.Clone();
            changed[at] ^= (byte)(1 << random.Next(7));
            await File.WriteAllBytesAsync(Newest, changed);
            var report = Verify();
            report.Intact.ShouldBeFalse($"byte {at}");
            report.Breaks[0].Line.ShouldBe(good.AsSpan(0, at).Count((byte)'\n') + 1, $"byte {at}");
        }
    }

    [Attack("AUD-19")]
    [Fact]
    public async Task A_removed_record_is_found_by_its_number() =>
        (await TamperAsync(lines => lines.RemoveAt(20))).ShouldBe((BreakKind.Removed, 21L));

    [Attack("AUD-20")]
    [Fact]
    public async Task Two_swapped_records_are_found_by_their_number() =>
        (await TamperAsync(lines => (lines[20], lines[21]) = (lines[21], lines[20]))).ShouldBe((BreakKind.Reordered, 21L));

    [Attack("AUD-21")]
    [Fact]
    public async Task A_cut_tail_is_found_however_short()
    {
        await FillAsync(1000);
        var good = await File.ReadAllLinesAsync(Newest);
        for (var cut = 1; cut <= 1000; cut++)
        {
            await File.WriteAllLinesAsync(Newest, good[..^cut]);
            Verify().Breaks[0].Kind.ShouldBe(BreakKind.CutTail, $"{cut} cut");
        }
    }

    [Attack("AUD-22")]
    [Fact]
    public async Task A_record_rewritten_with_fresh_hashes_fails_by_its_signature()
    {
        var found = await TamperAsync(lines =>
        {
            string? previous = null;
            for (var i = 0; i < lines.Count; i++)
            {
                var body = lines[i][..^75].Replace("note 7", "note X", StringComparison.Ordinal);
                body = previous is null ? body : body[..^65] + previous + "\"";
                previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
                lines[i] = $"{body},\"hash\":\"{previous}\"}}";
            }
        });
        found.Kind.ShouldBe(BreakKind.BadSignature);
    }

    [Attack("AUD-23")]
    [Fact]
    public async Task A_record_put_back_to_an_older_state_is_not_gone_on_with()
    {
        await FillAsync(10);
        var old = await File.ReadAllBytesAsync(Newest);
        await FillAsync(10);
        await File.WriteAllBytesAsync(Newest, old);
        Should.Throw<JournalDamagedException>(Open).Message.ShouldContain("cut or put back to an older state");
        Verify().Breaks[0].Kind.ShouldBe(BreakKind.CutTail);
    }

    [Attack("AUD-12")]
    [Fact]
    public async Task A_name_with_separators_and_formulas_is_quoted_in_exports()
    {
        const string name = "a\",;\n=HYPERLINK(\"http://x\")";
        await using (var writer = Open())
        {
            await AppendAsync(writer, name);
            await AppendAsync(writer, "=1+1");
        }
        using var csv = new MemoryStream();
        await JournalExport.WriteCsvAsync(Notices(), csv, CancellationToken.None);
        var text = Encoding.UTF8.GetString(csv.ToArray());
        text.ShouldContain("\"'=1+1\"");
        text.ShouldContain("\"a\"\",;\n=HYPERLINK(\"\"http://x\"\")\"");
        using var json = new MemoryStream();
        await JournalExport.WriteJsonAsync(Notices(), json, CancellationToken.None);
        using var document = System.Text.Json.JsonDocument.Parse(json.ToArray());
        document.RootElement[0].GetProperty("sentence").GetString().ShouldBe(name);
    }

    [Attack("AUD-28")]
    [Fact]
    public async Task What_retention_removed_is_signed_for_and_a_file_more_is_missing()
    {
        var small = Settings with { MaxFileBytes = 4096 };
        await FillAsync(200, small);
        await using (Open(small with { KeepBytes = 8192 }))
        {
            await Until.HoldsAsync(() => Kinds("retention").Count == 1, "retention is recorded", TestContext.Current.CancellationToken);
        }
        var report = Verify();
        report.Verdict.ShouldBe(Verdict.Intact);
        report.VouchedFrom!.Sequence.ShouldBe(report.Removed!.Last + 1);
        File.Delete(Directory.GetFiles(Settings.Folder, "journal-*.jsonl*").Order(StringComparer.Ordinal).First());
        Verify().Breaks[0].Kind.ShouldBe(BreakKind.Removed);
    }

    [Attack("AUD-32")]
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(5000)]
    public async Task A_cut_end_without_its_anchor_is_never_called_intact(int cut)
    {
        await FillAsync(cut + 10);
        var lines = await File.ReadAllLinesAsync(Newest);
        await File.WriteAllTextAsync(Newest, string.Concat(lines[..^cut].Select(l => l + "\n")));
        File.Delete(Path.Combine(Settings.KeysFolder, "journal.anchor"));
        var report = Verify();
        report.Verdict.ShouldBe(Verdict.Unvouched);
        report.Doubts.Single().ShouldContain("changed or cut off cannot be told");
        await FillAsync(1);
        Verify().Verdict.ShouldBe(Verdict.Unvouched);
    }

    [Attack("AUD-33")]
    [Fact]
    public async Task A_chain_written_anew_without_checkpoints_is_not_vouched_for()
    {
        await FillAsync(20);
        var head = JournalHeads.Newest(Settings)!;
        var lines = (await File.ReadAllLinesAsync(Newest)).ToList();
        lines.RemoveAll(l => l.Contains("\"kind\":\"checkpoint\"", StringComparison.Ordinal));
        string? previous = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var body = lines[i][..^75].Replace("note 2", "note X", StringComparison.Ordinal);
            body = System.Text.RegularExpressions.Regex.Replace(body, "^{\"seq\":[0-9]+", $"{{\"seq\":{i + 1}");
            body = previous is null ? body : body[..^65] + previous + "\"";
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
            lines[i] = $"{body},\"hash\":\"{previous}\"}}";
        }
        await File.WriteAllTextAsync(Newest, string.Concat(lines.Select(l => l + "\n")));
        Verify().Verdict.ShouldBe(Verdict.Broken);
        File.Delete(Path.Combine(Settings.KeysFolder, "journal.anchor"));
        var report = Verify();
        report.Verdict.ShouldBe(Verdict.Unvouched);
        report.VouchedTo.ShouldBeNull();
        Against(head).Verdict.ShouldBe(Verdict.Broken);
    }

    [Attack("AUD-34")]
    [Fact]
    public async Task A_record_that_is_gone_or_old_is_found_by_a_head_kept_elsewhere()
    {
        await FillAsync(5);
        var old = Directory.GetFiles(_root, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllBytes);
        await FillAsync(5);
        var head = JournalHeads.Newest(Settings)!;
        foreach (var (path, content) in old)
        {
            await File.WriteAllBytesAsync(path, content);
        }
        Against(head).Breaks.Single().Sentence.ShouldContain("an older copy was put back");
        Directory.Delete(Settings.Folder, recursive: true);
        Directory.Delete(Settings.KeysFolder, recursive: true);
        Verify().Verdict.ShouldBe(Verdict.Unvouched);
        Against(head).Breaks.Single().Sentence.ShouldContain($"records 1 to {head.Sequence} are missing");
        await FillAsync(2, Settings with { InstallationIsOld = true });
        Verify().Doubts.Single().ShouldContain("its journal was missing");
        Against(head).Breaks[0].Kind.ShouldBe(BreakKind.AnotherJournal);
    }

    [Attack("AUD-35")]
    [Fact]
    public async Task A_head_is_told_to_fit_to_be_anothers_to_be_ahead_or_to_be_none()
    {
        await FillAsync(5);
        var head = JournalHeads.Newest(Settings)!;
        await FillAsync(5);
        Against(head).Verdict.ShouldBe(Verdict.Intact);
        Against(head).Witnesses.Single().UpTo.Sequence.ShouldBe(head.Sequence);
        Against(head with { Journal = new string('a', 64) }).Breaks[0].Kind.ShouldBe(BreakKind.AnotherJournal);
        Against(head with { Sequence = 900, Key = "0123456789abcdef" }).Breaks[0].Kind.ShouldBe(BreakKind.CutTail);
        JournalHead.TryParse(head.ToString().Replace(head.Key, head.Key[1..] + "0", StringComparison.Ordinal)).ShouldBeNull();
    }

    [Attack("AUD-36")]
    [Fact]
    public async Task A_compressed_file_that_was_exchanged_is_found()
    {
        await using (var writer = Open(Settings with { MaxFileBytes = 4096 }))
        {
            for (var i = 0; i < 100; i++)
            {
                await AppendAsync(writer, $"note {i}");
            }
            await Until.HoldsAsync(() => Closed().Length > 3, "closed files are compressed", TestContext.Current.CancellationToken);
        }
        Verify().Verdict.ShouldBe(Verdict.Intact);
        foreach (var file in Closed())
        {
            var good = await File.ReadAllBytesAsync(file);
            foreach (var bad in new[] { await File.ReadAllBytesAsync(Closed().First(f => f != file)), [.. good, .. good], good[..^9], [] })
            {
                await File.WriteAllBytesAsync(file, bad);
                Verify().Verdict.ShouldBe(Verdict.Broken);
            }
            await File.WriteAllBytesAsync(file, good);
        }
        string[] Closed() => Directory.GetFiles(Settings.Folder, "*.gz");
    }

    private List<JournalRecord> Kinds(string kind) =>
        [.. new JournalReader(Settings.Folder).Read(new JournalQuery { Kind = kind }, CancellationToken.None).Select(r => r.Record)];

    private VerifyReport Against(JournalHead head) => JournalVerifier.Verify(Settings, WitnessHeads.Of(head), null, CancellationToken.None);

    private IEnumerable<ReadRecord> Notices() =>
        new JournalReader(Settings.Folder).Read(new JournalQuery { Kind = "notice" }, CancellationToken.None);

    private VerifyReport Verify() => JournalVerifier.Verify(Settings, null, CancellationToken.None);

    private JournalWriter Open() => Open(Settings);

    private static JournalWriter Open(JournalSettings settings) => JournalWriter.Open(settings, TimeProvider.System, NullLogger.Instance);

    private async Task FillAsync(int count, JournalSettings? settings = null)
    {
        await using var writer = Open(settings ?? Settings);
        for (var i = 0; i < count; i++)
        {
            await AppendAsync(writer, $"note {i}");
        }
    }

    private static ValueTask<long> AppendAsync(JournalWriter writer, string sentence)
    {
        var entry = writer.Rent();
        entry.Json.WriteString("kind", "notice");
        entry.Json.WriteString("sentence", sentence);
        return writer.AppendAsync(entry, Durability.Written);
    }

    private async Task<(BreakKind Kind, long Sequence)> TamperAsync(Action<List<string>> change)
    {
        await FillAsync(40);
        var lines = (await File.ReadAllLinesAsync(Newest)).ToList();
        change(lines);
        await File.WriteAllTextAsync(Newest, string.Concat(lines.Select(l => l + "\n")));
        var report = Verify();
        return (report.Breaks[0].Kind, report.Breaks[0].Sequence);
    }
}
