using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Checks the whole journal: every hash, every link, every signature, and that nothing is missing at its end.</summary>
public static class JournalVerifier
{
    private const long ProgressEvery = 8 << 20;

    /// <summary>Reads everything once; works beside a server that writes.</summary>
    /// <param name="settings">Where the journal and its key lie.</param>
    /// <param name="progress">Told how many of how many bytes are read; null for nobody.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static VerifyReport Verify(JournalSettings settings, Action<long, long>? progress, CancellationToken cancellation)
    {
        List<string> notes = [];
        using var key = CheckpointKey.OpenForChecking(settings.KeysFolder);
        if (key is null)
        {
            notes.Add($"No key in {settings.KeysFolder}: signatures were not checked.");
        }
        var (anchor, anchorTrouble) = ReadAnchor(settings, key);
        var chain = new ChainCheck(key, anchor);
        var files = JournalFolder.Files(settings.Folder);
        var total = files.Sum(f => new FileInfo(f).Length);
        long done = 0;
        var (name, number, offset) = ("", 0L, 0L);
        if (anchorTrouble is not null)
        {
            chain.Add(BreakKind.BadSignature, Path.GetFileName(Anchor.PathIn(settings.KeysFolder)), 1, 0, 0, anchorTrouble);
        }
        else if (anchor is null && files.Count > 0)
        {
            notes.Add("There is no anchor beside the key: whether the end was cut off cannot be told.");
        }
        foreach (var file in files)
        {
            (name, number) = (Path.GetFileName(file), 0);
            using var reader = new LineReader(file, 0);
            while (reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                number++;
                offset = reader.Offset;
                if (!reader.IsWhole && file == files[^1])
                {
                    notes.Add($"The last {reader.Line.Length} bytes of {name} are unfinished: a crash, or a write that is going on.");
                    number--;
                    break;
                }
                chain.Next(reader.Line.Span, name, number, offset);
                offset = reader.NextOffset;
                if (progress is not null && (done + offset) / ProgressEvery != (done + reader.Offset) / ProgressEvery)
                {
                    progress(done + offset, Math.Max(total, done + offset));
                }
            }
            done += reader.NextOffset;
        }
        chain.End(name, number + 1, offset);
        progress?.Invoke(done, done);
        return new()
        {
            Breaks = chain.Breaks,
            Notes = notes,
            Files = files.Count,
            Records = chain.Records,
            Checkpoints = chain.Checkpoints,
            LastSequence = chain.LastSequence,
            LastHash = chain.LastHash,
            AnchoredSequence = anchor?.Sequence,
        };
    }

    private static (Anchor? Anchor, string? Trouble) ReadAnchor(JournalSettings settings, CheckpointKey? key)
    {
        try
        {
            var anchor = Anchor.Read(settings.KeysFolder);
            return anchor is not null && key is not null && !anchor.IsSignedBy(key)
                ? (null, "The anchor's signature does not fit: it was changed, or the key was exchanged.")
                : (anchor, null);
        }
        catch (JournalDamagedException e)
        {
            return (null, e.Message);
        }
    }
}
