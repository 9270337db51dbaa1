using Headgate.Gate.Journal.Checking;
using Headgate.Testing;

namespace Headgate.Gate.Tests.Journal;

public sealed class JournalVerifierTests
{
    [Attack("AUD-18")]
    [Fact]
    public async Task Any_changed_byte_is_found_at_its_record()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(30);
        var path = journal.Files[0];
        var good = await File.ReadAllBytesAsync(path);
        var line = 0;
        for (var at = 0; at < good.Length; at++)
        {
            var changed = (byte[])good.Clone();
            changed[at] ^= 0x01;
            await File.WriteAllBytesAsync(path, changed);
            var report = journal.Verify();
            if (at == good.Length - 1)
            {
                report.Notes.ShouldNotBeEmpty();
            }
            report.Intact.ShouldBeFalse($"byte {at}");
            report.Breaks[0].Line.ShouldBe(line + 1, $"byte {at}: {report.Breaks[0].Sentence}");
            line += good[at] == '\n' ? 1 : 0;
        }
    }

    /// <summary>What decides is a line and the one before it, so that each byte of many records can be tried without reading all of them each time.</summary>
    [Attack("AUD-18")]
    [Fact]
    public async Task Any_changed_byte_of_a_thousand_records_is_found_at_its_record()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(1000);
        var lines = (await File.ReadAllLinesAsync(journal.Files[0])).Select(System.Text.Encoding.UTF8.GetBytes).ToList();
        lines.Count.ShouldBeGreaterThan(1000);
        for (var i = 1; i < lines.Count; i++)
        {
            var changed = (byte[])lines[i].Clone();
            for (var at = 0; at < changed.Length; at++)
            {
                changed[at] ^= 0x01;
                var findings = new Findings();
                var chain = new ChainCheck(findings);
                chain.Next(lines[i - 1], new("file", i, 0));
                findings.Breaks.ShouldBeEmpty();
                chain.Next(changed, new("file", i + 1, 0));
                if (findings.Breaks.Count == 0 || findings.Breaks[0].Line != i + 1)
                {
                    Assert.Fail($"byte {at} of record {i + 1} was not found there");
                }
                changed[at] ^= 0x01;
            }
        }
    }

    [Fact]
    public async Task A_removed_line_is_found_where_it_is_missing()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(20);
        var found = await ChangedAsync(journal, lines => lines.RemoveAt(9));
        found.ShouldBe((BreakKind.Removed, 10L));
        (await ChangedAsync(journal, lines => lines.RemoveRange(9, 3))).ShouldBe((BreakKind.Removed, 10L));
    }

    [Fact]
    public async Task A_line_put_in_is_found()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(20);
        (await ChangedAsync(journal, lines => lines.Insert(12, lines[4]))).ShouldBe((BreakKind.Inserted, 5L));
    }

    [Fact]
    public async Task Exchanged_lines_are_found()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(20);
        var found = await ChangedAsync(journal, lines => (lines[7], lines[8]) = (lines[8], lines[7]));
        found.ShouldBe((BreakKind.Reordered, 8L));
    }

    [Fact]
    public async Task A_cut_tail_is_found_against_the_anchor_whatever_its_length()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(50);
        for (var cut = 1; cut < 50; cut++)
        {
            var found = await ChangedAsync(journal, lines => lines.RemoveRange(lines.Count - cut, cut));
            found.Kind.ShouldBe(BreakKind.CutTail);
        }
    }

    [Fact]
    public async Task A_record_written_anew_with_a_fitting_hash_breaks_the_chain_at_the_next()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(20);
        var found = await ChangedAsync(
            journal,
            lines => lines[10] = Forge.Again(lines[10].Replace("note 8", "note X", StringComparison.Ordinal), null)
        );
        found.ShouldBe((BreakKind.Rewritten, 12L));
    }

    [Fact]
    public async Task A_whole_chain_written_anew_does_not_fit_the_signatures()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(20);
        var found = await ChangedAsync(
            journal,
            lines =>
            {
                string? previous = null;
                for (var i = 0; i < lines.Count; i++)
                {
                    lines[i] = Forge.Again(lines[i].Replace("note 8", "note X", StringComparison.Ordinal), previous);
                    previous = lines[i][^66..^2];
                }
            }
        );
        found.Kind.ShouldBe(BreakKind.BadSignature);
    }

    [Fact]
    public async Task A_missing_file_in_the_middle_is_found()
    {
        using var journal = new TempJournal();
        journal.Settings = journal.Settings with { MaxFileBytes = 2048, Compress = false };
        await journal.FillAsync(40);
        var first = long.Parse(Path.GetFileNameWithoutExtension(journal.Files[1])[^12..]);
        File.Delete(journal.Files[1]);
        var found = journal.Verify().Breaks[0];
        (found.Kind, found.Sequence).ShouldBe((BreakKind.Removed, first));
    }

    [Attack("AUD-33")]
    [Fact]
    public async Task A_changed_anchor_is_found()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(3);
        var path = Path.Combine(journal.Settings.KeysFolder, "journal.anchor");
        await File.WriteAllTextAsync(
            path,
            (await File.ReadAllTextAsync(path)).Replace("\"sequence\": 7", "\"sequence\": 6", StringComparison.Ordinal)
        );
        journal.Verify().Breaks[0].Kind.ShouldBe(BreakKind.BadSignature);
    }

    private static async Task<(BreakKind Kind, long Sequence)> ChangedAsync(TempJournal journal, Action<List<string>> change)
    {
        var path = journal.Files[0];
        var good = await File.ReadAllBytesAsync(path);
        var lines = (await File.ReadAllLinesAsync(path)).ToList();
        change(lines);
        await File.WriteAllTextAsync(path, string.Concat(lines.Select(l => l + "\n")));
        var report = journal.Verify();
        await File.WriteAllBytesAsync(path, good);
        report.Intact.ShouldBeFalse();
        return (report.Breaks[0].Kind, report.Breaks[0].Sequence);
    }
}
