namespace Headgate.Gate.Tests.Journal;

public sealed class JournalVouchingTests
{
    [Fact]
    public async Task An_end_cut_together_with_the_anchor_is_not_called_intact()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(50);
        var lines = await File.ReadAllLinesAsync(journal.Files[0]);
        await File.WriteAllTextAsync(journal.Files[0], string.Concat(lines[..30].Select(l => l + "\n")));
        File.Delete(journal.AnchorFile);
        journal.Verify().Intact.ShouldBeFalse();
    }

    [Fact]
    public async Task A_loss_that_could_not_be_told_is_not_forgotten_by_a_start_of_the_server()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(50);
        var lines = await File.ReadAllLinesAsync(journal.Files[0]);
        await File.WriteAllTextAsync(journal.Files[0], string.Concat(lines[..30].Select(l => l + "\n")));
        File.Delete(journal.AnchorFile);
        await journal.FillAsync(5);
        journal.Verify().Intact.ShouldBeFalse();
    }

    [Fact]
    public async Task A_chain_written_anew_before_any_checkpoint_of_its_session_is_found()
    {
        using var journal = new TempJournal();
        await using (var writer = journal.Open())
        {
            for (var i = 0; i < 20; i++)
            {
                await TempJournal.AppendAsync(writer, $"note {i}");
            }
            using var crashed = journal.Copy();
            await Forge.ChainAsync(crashed.Files[0], "note 8", "note X");
            File.Delete(crashed.AnchorFile);
            crashed.Verify().Intact.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_journal_that_is_gone_with_its_keys_is_not_called_intact()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        Directory.Delete(journal.Settings.Folder, recursive: true);
        Directory.Delete(journal.Settings.KeysFolder, recursive: true);
        journal.Verify().Intact.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_its_keys_a_journal_is_not_called_intact()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(5);
        Directory.Delete(journal.Settings.KeysFolder, recursive: true);
        journal.Verify().Intact.ShouldBeFalse();
    }
}
