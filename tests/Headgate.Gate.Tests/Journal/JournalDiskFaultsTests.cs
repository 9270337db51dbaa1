using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;

namespace Headgate.Gate.Tests.Journal;

public sealed class JournalDiskFaultsTests
{
    [Attack("AUD-03")]
    [Fact]
    public async Task A_full_disk_refuses_every_record_and_recovers_by_itself()
    {
        using var journal = new TempJournal();
        var full = false;
        journal.Disk = new JournalDisk
        {
            Write = (file, bytes, offset) =>
            {
                if (full)
                {
                    RandomAccess.Write(file, bytes[..(bytes.Length / 2)], offset);
                    throw new IOException("No space left on device");
                }
                RandomAccess.Write(file, bytes, offset);
            },
        };
        await using (var writer = journal.Open())
        {
            await TempJournal.AppendAsync(writer, "before");
            full = true;
            var failed = await Should.ThrowAsync<JournalUnavailableException>(TempJournal.AppendAsync(writer, "lost").AsTask());
            failed.Message.ShouldContain("No space left");
            await Should.ThrowAsync<JournalUnavailableException>(TempJournal.AppendAsync(writer, "lost too", Durability.Synced).AsTask());
            writer.Trouble.ShouldNotBeNull();
            full = false;
            await RetryAsync(writer, "after");
            writer.Trouble.ShouldBeNull();
        }
        journal.Verify().Breaks.ShouldBeEmpty();
        var sentences = journal.Records().Select(r => r.Sentence!).ToList();
        sentences.ShouldContain("before");
        sentences.ShouldContain("after");
        sentences.ShouldNotContain("lost");
        sentences.ShouldContain(s => s.StartsWith("Recording was impossible from") && s.Contains("calls were refused"));
    }

    [Fact]
    public async Task A_failed_flush_refuses_the_record_that_waits_for_it_and_the_chain_stays_whole()
    {
        using var journal = new TempJournal();
        var failing = false;
        journal.Disk = new JournalDisk
        {
            Flush = file =>
            {
                if (failing)
                {
                    failing = false;
                    throw new IOException("Input/output error");
                }
                RandomAccess.FlushToDisk(file);
            },
        };
        await using (var writer = journal.Open())
        {
            failing = true;
            await Should.ThrowAsync<JournalUnavailableException>(TempJournal.AppendAsync(writer, "unsure", Durability.Synced).AsTask());
            await RetryAsync(writer, "after");
        }
        journal.Verify().Breaks.ShouldBeEmpty();
        journal.Records().ShouldContain(r => r.Kind == "recovered");
    }

    [Fact]
    public async Task A_slow_flush_serves_all_who_wait_at_once()
    {
        using var journal = new TempJournal();
        // Patience is another test's matter: here a machine may stand still for a while.
        journal.Settings = journal.Settings with
        {
            PatienceWithDisk = TimeSpan.FromMinutes(2),
        };
        using var release = new ManualResetEventSlim(initialState: true);
        var flushes = 0;
        journal.Disk = new JournalDisk
        {
            Flush = _ =>
            {
                Interlocked.Increment(ref flushes);
                release.Wait();
            },
        };
        await using var writer = journal.Open();
        release.Reset();
        var waiting = Enumerable.Range(0, 50).Select(i => TempJournal.AppendAsync(writer, $"w{i}", Durability.Synced).AsTask()).ToList();
        waiting.ShouldAllBe(w => !w.IsCompleted);
        flushes = 0;
        release.Set();
        await Task.WhenAll(waiting);
        flushes.ShouldBeLessThanOrEqualTo(3);
    }

    [Attack("AUD-06")]
    [Fact]
    public async Task A_flush_that_never_ends_refuses_after_the_patience()
    {
        using var journal = new TempJournal();
        journal.Settings = journal.Settings with { PatienceWithDisk = TimeSpan.FromMilliseconds(200) };
        using var release = new ManualResetEventSlim(initialState: true);
        journal.Disk = new JournalDisk { Flush = _ => release.Wait() };
        await using var writer = journal.Open();
        release.Reset();
        var failed = await Should.ThrowAsync<JournalUnavailableException>(
            TempJournal.AppendAsync(writer, "stuck", Durability.Synced).AsTask()
        );
        release.Set();
        failed.Message.ShouldContain("did not answer");
    }

    [Attack("AUD-30")]
    [Theory]
    [InlineData("removed")]
    [InlineData("renamed")]
    [InlineData("truncated")]
    [InlineData("replaced")]
    [InlineData("linked")]
    [InlineData("appended")]
    public async Task A_file_removed_or_replaced_under_the_process_is_noticed_before_the_next_record(string how)
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        await TempJournal.AppendAsync(writer, "before", Durability.Synced);
        var path = journal.Files.Single();
        var saved = path + ".saved";
        File.Copy(path, saved);
        switch (how)
        {
            case "removed":
                File.Delete(path);
                break;
            case "renamed":
                File.Move(path, path + ".elsewhere");
                break;
            case "truncated":
                await File.WriteAllBytesAsync(path, []);
                break;
            case "replaced":
                File.Copy(path, path + ".copy");
                File.Move(path + ".copy", path, overwrite: true);
                break;
            case "linked":
                File.Move(path, path + ".elsewhere");
                File.CreateSymbolicLink(path, path + ".elsewhere");
                break;
            default:
                await File.AppendAllTextAsync(path, "x");
                break;
        }
        await Should.ThrowAsync<JournalUnavailableException>(TempJournal.AppendAsync(writer, "into the void").AsTask());
        writer.Trouble.ShouldNotBeNull();
        File.Delete(path);
        File.Copy(saved, path);
        await RetryAsync(writer, "after");
        journal.Verify().Breaks.ShouldBeEmpty();
        journal.Records().ShouldContain(r => r.Sentence == "after");
        journal.Records().ShouldContain(r => r.Kind == "recovered");
    }

    private static Task RetryAsync(JournalWriter writer, string text)
    {
        var refused = "";
        return Until.HoldsAsync(
            AppendedAsync,
            () => $"\"{text}\" is recorded after all; the last refusal was: {refused}",
            TestContext.Current.CancellationToken
        );

        async Task<bool> AppendedAsync()
        {
            try
            {
                await TempJournal.AppendAsync(writer, text);
                return true;
            }
            catch (JournalUnavailableException e)
            {
                refused = e.Message;
                return false;
            }
        }
    }
}
