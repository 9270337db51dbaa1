using System.Security.Cryptography;
using System.Text;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
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
        for (var i = 0; i < 300; i++)
        {
            var at = random.Next(good.Length - 1);
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
        await FillAsync(100);
        var good = await File.ReadAllLinesAsync(Newest);
        for (var cut = 1; cut < good.Length; cut += 7)
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

    private IEnumerable<ReadRecord> Notices() =>
        new JournalReader(Settings.Folder).Read(new JournalQuery { Kind = "notice" }, CancellationToken.None);

    private VerifyReport Verify() => JournalVerifier.Verify(Settings, null, CancellationToken.None);

    private JournalWriter Open() => JournalWriter.Open(Settings, TimeProvider.System, NullLogger.Instance);

    private async Task FillAsync(int count)
    {
        await using var writer = Open();
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
