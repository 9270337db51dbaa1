using System.Runtime.CompilerServices;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Witnesses;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Gate.Tests.Journal;

/// <summary>A journal in a folder of its own, removed afterwards.</summary>
internal sealed class TempJournal : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("headgate-journal-").FullName;

    public TempJournal() => Settings = JournalSettings.ForData(_root);

    public JournalSettings Settings { get; set; }

    public JournalDisk Disk { get; set; } = new();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The journal's files in either form, oldest first.</summary>
    public string[] Files => [.. Directory.GetFiles(Settings.Folder, "journal-*.jsonl*").Order(StringComparer.Ordinal)];

    public string AnchorFile => Path.Combine(Settings.KeysFolder, "journal.anchor");

    public string Root => _root;

    public JournalWriter Open() => JournalWriter.Open(Settings, Time, NullLogger.Instance, Disk);

    public VerifyReport Verify() => JournalVerifier.Verify(Settings, null, CancellationToken.None);

    /// <summary>Checks against heads that were kept elsewhere.</summary>
    public VerifyReport VerifyAgainst(params JournalHead[] heads) =>
        JournalVerifier.Verify(
            Settings,
            new WitnessHeads("the head that you gave", heads, [], IsThere: true),
            null,
            CancellationToken.None
        );

    public List<JournalRecord> Records() =>
        [.. new JournalReader(Settings.Folder).Read(new JournalQuery(), CancellationToken.None).Select(r => r.Record)];

    /// <summary>Writes records and closes in good order.</summary>
    public async Task FillAsync(int count)
    {
        await using var writer = Open();
        for (var i = 0; i < count; i++)
        {
            await AppendAsync(writer, $"note {i}");
        }
    }

    /// <summary>Writes records, and closes when every closed file is compressed.</summary>
    public async Task CompressedAsync(int count)
    {
        await using var writer = Open();
        for (var i = 0; i < count; i++)
        {
            await AppendAsync(writer, $"note {i}");
        }
        await TempJournal.UntilAsync(() => Files.Count(f => !f.EndsWith(".gz", StringComparison.Ordinal)) == 1);
    }

    /// <summary>The head that stands in the newest checkpoint, as a person would keep it.</summary>
    public JournalHead Head() => JournalHeads.Newest(Settings)!;

    public static ValueTask<long> AppendAsync(JournalWriter writer, string text, Durability durability = Durability.Written) =>
        writer.AppendAsync(Note(writer, text), durability);

    public static JournalEntry Note(JournalWriter writer, string text)
    {
        var entry = writer.Rent();
        entry.Json.WriteString("kind", "notice");
        entry.Json.WriteString("sentence", text);
        return entry;
    }

    /// <summary>A copy of the whole data folder, as a crash would leave it.</summary>
    public TempJournal Copy()
    {
        var copy = new TempJournal { Time = Time };
        copy.Settings = Settings with { Folder = Path.Combine(copy._root, "journal"), KeysFolder = Path.Combine(copy._root, "keys") };
        foreach (var (from, to) in new[] { (Settings.Folder, copy.Settings.Folder), (Settings.KeysFolder, copy.Settings.KeysFolder) })
        {
            Directory.CreateDirectory(to);
            foreach (var file in Directory.GetFiles(from).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            }
        }
        return copy;
    }

    /// <summary>Waits for what happens on another thread.</summary>
    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Until.HoldsAsync(condition, what, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
