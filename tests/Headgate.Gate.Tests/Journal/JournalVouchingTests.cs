using Headgate.Gate.Journal.Checking;
using Headgate.Testing;

namespace Headgate.Gate.Tests.Journal;

/// <summary>A missing witness is never called intact: what someone with the disk in hand can take away, and what is said then.</summary>
public sealed class JournalVouchingTests
{
    [Fact]
    public async Task An_untouched_journal_is_vouched_for_from_its_first_record_to_its_last_signature()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Intact);
        report.VouchedFrom!.Sequence.ShouldBe(1);
        report.VouchedTo!.Sequence.ShouldBe(report.LastSequence);
        report.VouchedFrom.Time.ShouldNotBeNull();
        report.VouchedFrom.Time.Value.ShouldBeLessThanOrEqualTo(report.VouchedTo.Time!.Value);
    }

    [Fact]
    public async Task An_end_cut_together_with_the_anchor_is_not_called_intact()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(50);
        await CutAsync(journal, 30);
        File.Delete(journal.AnchorFile);
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Unvouched);
        report.VouchedTo!.Sequence.ShouldBe(1);
        report.Doubts.Single().ShouldContain("whether records after 1 were changed or cut off cannot be told");
    }

    [Fact]
    public async Task A_loss_that_could_not_be_told_is_not_forgotten_by_a_start_of_the_server()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(50);
        await CutAsync(journal, 30);
        File.Delete(journal.AnchorFile);
        await journal.FillAsync(5);
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Unvouched);
        report.Doubts.Single().ShouldContain("whether records after 30 were lost cannot be told");
    }

    [Fact]
    public async Task A_doubt_is_settled_for_who_kept_a_head_after_it()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        File.Delete(journal.AnchorFile);
        await journal.FillAsync(5);
        var later = journal.Head();
        await journal.FillAsync(5);
        journal.Verify().Verdict.ShouldBe(Verdict.Unvouched);
        journal.VerifyAgainst(later).Verdict.ShouldBe(Verdict.Intact);
    }

    [Attack("AUD-33")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chain_written_anew_behind_the_newest_checkpoint_is_found_or_not_vouched_for(bool anchorRemoved)
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        for (var i = 0; i < 20; i++)
        {
            await TempJournal.AppendAsync(writer, $"note {i}");
        }
        await TempJournal.UntilAsync(() => journal.Verify().AnchoredSequence == 22);
        using var crashed = journal.Copy();
        await Forge.ChainAsync(crashed.Files[0], "note 8", "note X");
        if (anchorRemoved)
        {
            File.Delete(crashed.AnchorFile);
        }
        var report = crashed.Verify();
        report.Verdict.ShouldBe(anchorRemoved ? Verdict.Unvouched : Verdict.Broken);
        if (anchorRemoved)
        {
            report.VouchedTo!.Sequence.ShouldBeLessThan(11);
        }
    }

    [Attack("AUD-33")]
    [Fact]
    public async Task A_new_journal_is_signed_from_its_first_record_on()
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        using var crashed = journal.Copy();
        await Forge.ChainAsync(crashed.Files[0], "0.1.0", "9.9.9");
        File.Delete(crashed.AnchorFile);
        crashed.Verify().Breaks[0].Kind.ShouldBe(BreakKind.BadSignature);
    }

    [Attack("AUD-34")]
    [Fact]
    public async Task A_journal_that_is_gone_with_its_keys_is_not_called_intact()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        var head = journal.Head();
        Directory.Delete(journal.Settings.Folder, recursive: true);
        Directory.Delete(journal.Settings.KeysFolder, recursive: true);
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Unvouched);
        report.VouchedFrom.ShouldBeNull();
        report.Doubts.Single().ShouldContain("nothing vouches that there never was one");
        var against = journal.VerifyAgainst(head);
        against.Breaks.Single().Kind.ShouldBe(BreakKind.CutTail);
        against.Breaks[0].Sentence.ShouldContain($"records 1 to {head.Sequence} are missing");
    }

    [Fact]
    public async Task A_journal_begun_anew_in_place_of_one_that_is_gone_says_so_for_ever()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        Directory.Delete(journal.Settings.Folder, recursive: true);
        File.Delete(journal.AnchorFile);
        await journal.FillAsync(5);
        journal.Verify().Verdict.ShouldBe(Verdict.Unvouched);
        Directory.Delete(journal.Settings.Folder, recursive: true);
        Directory.Delete(journal.Settings.KeysFolder, recursive: true);
        journal.Settings = journal.Settings with { InstallationIsOld = true };
        await journal.FillAsync(5);
        await journal.FillAsync(5);
        journal.Verify().Doubts.Single().ShouldContain("its journal was missing");
    }

    [Fact]
    public async Task A_first_start_leaves_no_doubt()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        journal.Settings = journal.Settings with { InstallationIsOld = true };
        await journal.FillAsync(5);
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Attack("AUD-32")]
    [Fact]
    public async Task Without_its_keys_a_journal_is_not_called_intact_even_with_its_anchor()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        foreach (var key in Directory.GetFiles(journal.Settings.KeysFolder, "*.pem"))
        {
            File.Delete(key);
        }
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Unvouched);
        report.VouchedTo.ShouldBeNull();
    }

    [Attack("AUD-34")]
    [Fact]
    public async Task An_older_copy_of_journal_and_keys_is_found_by_a_head_that_was_kept_elsewhere()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        using var old = journal.Copy();
        await journal.FillAsync(5);
        var head = journal.Head();
        old.Verify().Verdict.ShouldBe(Verdict.Intact, "nothing inside of the two folders can tell");
        old.VerifyAgainst(head).Breaks.Single().Kind.ShouldBe(BreakKind.CutTail);
        await old.FillAsync(20);
        old.VerifyAgainst(head).Breaks.ShouldContain(b => b.Kind == BreakKind.BadSignature && b.Sequence == head.Sequence);
    }

    [Attack("AUD-35")]
    [Fact]
    public async Task A_head_of_another_journal_is_told_apart()
    {
        using var journal = new TempJournal();
        using var other = new TempJournal();
        await journal.FillAsync(5);
        await other.FillAsync(5);
        journal.VerifyAgainst(other.Head()).Breaks.Single().Kind.ShouldBe(BreakKind.AnotherJournal);
    }

    [Attack("AUD-35")]
    [Fact]
    public async Task An_older_true_head_fits_and_any_changed_character_of_it_is_no_head()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        var head = journal.Head();
        await journal.FillAsync(5);
        journal.VerifyAgainst(head).Verdict.ShouldBe(Verdict.Intact);
        var text = head.ToString();
        JournalHead.TryParse(text).ShouldBe(head);
        for (var i = 0; i < text.Length; i++)
        {
            JournalHead.TryParse(text[..i] + (text[i] == '1' ? '2' : '1') + text[(i + 1)..]).ShouldBeNull($"character {i}");
        }
    }

    [Fact]
    public async Task A_forged_head_with_a_fitting_check_is_no_witness()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        var forged = journal.Head() with { Sequence = 2 };
        var report = journal.VerifyAgainst(forged);
        report.Verdict.ShouldBe(Verdict.Unvouched);
        report.Doubts.Single().ShouldContain("not signed by its key");
    }

    [Fact]
    public async Task A_key_that_is_exchanged_while_the_server_stands_goes_on_with_both_halves()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        File.Delete(Path.Combine(journal.Settings.KeysFolder, "journal-signing.pem"));
        await journal.FillAsync(5);
        journal.Records().ShouldContain(r => r.Kind == "key");
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
        File.Delete(Directory.GetFiles(journal.Settings.KeysFolder, "journal-signing-*.pub.pem").Single());
        var report = journal.Verify();
        report.Verdict.ShouldBe(Verdict.Unvouched);
        report.Doubts.Single().ShouldContain("whose public half is not in the folder of keys");
    }

    private static async Task CutAsync(TempJournal journal, int keep)
    {
        var lines = await File.ReadAllLinesAsync(journal.Files[0]);
        await File.WriteAllTextAsync(journal.Files[0], string.Concat(lines[..keep].Select(l => l + "\n")));
    }
}
