using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Reads the journal's files in their order and hands each line to the checks.</summary>
internal sealed class JournalWalk(
    ChainCheck chain,
    SignatureCheck signatures,
    List<WitnessCheck> witnesses,
    Findings findings,
    Action<long, long>? progress
)
{
    private const long ProgressEvery = 8 << 20;
    private long _total;
    private long _done;

    /// <summary>The hash of the first record, which names the journal where its number is 1.</summary>
    public string? FirstHash { get; private set; }

    /// <summary>When the first record was written.</summary>
    public DateTimeOffset? FirstTime { get; private set; }

    /// <summary>Reads everything; gives the place at which the journal ends.</summary>
    public LinePlace Run(List<string> files, CancellationToken cancellation)
    {
        _total = files.Sum(LengthOf);
        var end = new LinePlace("", 1, 0);
        foreach (var file in files)
        {
            using var reader = LineReader.TryOpen(file);
            if (reader is null)
            {
                // Retention took it away meanwhile: its record says so at the journal's end.
                continue;
            }
            end = ReadFile(reader, Path.GetFileName(file), isNewest: file == files[^1], cancellation);
            _done += reader.NextOffset;
        }
        progress?.Invoke(_done, _done);
        return end;
    }

    private LinePlace ReadFile(LineReader reader, string name, bool isNewest, CancellationToken cancellation)
    {
        var at = new LinePlace(name, 0, 0);
        try
        {
            while (reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                at = new(name, at.Number + 1, reader.Offset);
                if (!reader.IsWhole && isNewest && !reader.IsCompressed)
                {
                    findings.Notes.Add(
                        $"The last {reader.Line.Length} bytes of {name} are unfinished: a crash, or a write that is going on."
                    );
                    return at;
                }
                var isRecord = Check(reader.Line.Span, at);
                Tell(reader);
                if (reader.IsCompressed && !isRecord)
                {
                    // It was compressed from whole records; the rest may be anything, of any length.
                    return at;
                }
            }
        }
        catch (InvalidDataException e)
        {
            at = new(name, at.Number + 1, reader.NextOffset);
            var text =
                $"{name} cannot be unfolded after record {chain.LastSequence}: it was damaged or replaced ({e.Message.TrimEnd('.')}).";
            findings.Break(BreakKind.NotARecord, at, chain.LastSequence + 1, text);
            return at;
        }
        if (reader.IsCompressed && reader.FileLength != (reader.NextOffset & uint.MaxValue))
        {
            var text = $"{name} holds other bytes behind the records that were compressed: it was replaced or added to.";
            findings.Break(BreakKind.NotARecord, at, chain.LastSequence, text);
        }
        return new(name, at.Number + 1, reader.NextOffset);
    }

    private bool Check(ReadOnlySpan<byte> line, LinePlace at)
    {
        var (sequence, inPlace) = chain.Next(line, at);
        if (FirstHash is null && sequence > 0)
        {
            FirstHash = chain.LastHash;
            FirstTime = JournalRecord.TryParse(line)?.Time;
        }
        if (inPlace)
        {
            signatures.Next(line, sequence, chain.LastHashBytes, at);
            foreach (var witness in witnesses)
            {
                witness.Next(sequence, chain.LastHashBytes, at);
            }
        }
        return sequence > 0;
    }

    private void Tell(LineReader reader)
    {
        var (before, now) = (_done + reader.Offset, _done + reader.NextOffset);
        if (progress is not null && now / ProgressEvery != before / ProgressEvery)
        {
            progress(now, Math.Max(_total, now));
        }
    }

    private static long LengthOf(string path)
    {
        using var reader = LineReader.TryOpen(path);
        return reader?.FileLength ?? 0;
    }
}
