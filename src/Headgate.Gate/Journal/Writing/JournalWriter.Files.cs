using Headgate.Gate.Journal.Checking;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Writing;

/// <content>Checkpoints, rotation, failure and recovery. All of it runs with the pen held.</content>
public sealed partial class JournalWriter
{
    private readonly Lock anchorLock = new();
    private long recoveryTriedAt;
    private long anchoredSequence;

    /// <summary>Signs what is written and, where the file has its size, opens the next one.</summary>
    private void CloseWhereDue()
    {
        var full = file!.Length >= settings.MaxFileBytes;
        if (!full && sinceCheckpoint < settings.CheckpointEvery)
        {
            return;
        }
        try
        {
            WriteCheckpoint();
            if (full)
            {
                file.Flush();
                commit.ServedUpTo(LastSequence);
                var next = OpenJournalFile.Open(JournalFolder.PathOf(settings.Folder, LastSequence + 1), 0, disk);
                file.Dispose();
                file = next;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            BeginFailure(e);
        }
    }

    private void WriteCheckpoint()
    {
        var signature = key.Sign("checkpoint", LastSequence, assembler.Hash);
        WriteOwn(SystemRecords.Checkpoint(LastSequence, assembler.Hash, key.Id, signature));
        sinceCheckpoint = 0;
    }

    /// <summary>Writes one record of the journal itself, now.</summary>
    private void WriteOwn(Action<System.Text.Json.Utf8JsonWriter> write)
    {
        batch.Clear();
        assembler.Begin();
        AddOwn(write);
        try
        {
            file!.Append(assembler.Lines);
        }
        catch
        {
            assembler.Undo();
            throw;
        }
        LastSequence = assembler.Sequence;
        Settle();
    }

    private void BeginFailure(Exception cause)
    {
        var reason = cause is JournalUnavailableException ? cause.Message : $"The journal cannot be written: {cause.Message}";
        if (failure is null)
        {
            LogFailure(logger, reason);
            Volatile.Write(ref failure, new JournalFailure(time.GetUtcNow(), reason));
        }
        else
        {
            Volatile.Write(ref failure, failure with { Reason = reason });
        }
        recoveryTriedAt = time.GetTimestamp();
    }

    /// <summary>Opens the journal anew after a failure: the last good record must still be its end.</summary>
    private bool TryRecover()
    {
        if (time.GetElapsedTime(recoveryTriedAt) < TimeSpan.FromMilliseconds(100))
        {
            return false;
        }
        var broken = failure!;
        try
        {
            var expected = file!;
            var tail = TailInspection.Of(settings, key);
            if (tail.Sequence < LastSequence || !string.Equals(tail.Path, expected.Path, StringComparison.Ordinal))
            {
                throw new JournalUnavailableException(
                    $"The journal in {settings.Folder} ends at record {tail.Sequence}, but {LastSequence} were written. Put its files back."
                );
            }
            var reopened = OpenJournalFile.Open(expected.Path, tail.GoodLength, disk);
            expected.Dispose();
            file = reopened;
            assembler.ContinueAfter(tail.Sequence, tail.Hash);
            LastSequence = tail.Sequence;
            Volatile.Write(ref failure, null);
            WriteOwn(SystemRecords.WasUnavailable(broken, time.GetUtcNow()));
            file.Flush();
            LogRecovered(logger, broken.Refused);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Volatile.Write(ref failure, broken);
            BeginFailure(e);
            return false;
        }
    }

    private void FailQueued(string reason)
    {
        while (queue.TryDequeue(out var entry))
        {
            Interlocked.Decrement(ref waiting);
            FailOne(entry, reason);
        }
    }

    private void FailAll(List<JournalEntry> entries, string reason)
    {
        foreach (var entry in entries)
        {
            FailOne(entry, reason);
        }
    }

    private void FailOne(JournalEntry entry, string reason)
    {
        if (entry.Fail(new JournalUnavailableException(reason)) && entry.Awaited && failure is { } broken)
        {
            Volatile.Write(ref failure, broken with { Refused = broken.Refused + 1 });
        }
    }

    /// <summary>Called by the group commit: puts everything written on the disk; gives the number up to which that is true.</summary>
    private long FlushAndAnchor(bool anchorDue)
    {
        while (true)
        {
            var (current, upTo, hash, offset) = Snapshot();
            try
            {
                current.Flush();
            }
            catch (ObjectDisposedException) when (!ReferenceEquals(current, Volatile.Read(ref file)))
            {
                continue;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                WithPen(() => BeginFailure(e));
                throw new JournalUnavailableException(Trouble ?? e.Message, e);
            }
            if (anchorDue)
            {
                WriteAnchor(current, upTo, hash, offset);
            }
            return upTo;
        }
    }

    private (OpenJournalFile File, long Sequence, string Hash, long Offset) Snapshot()
    {
        (OpenJournalFile, long, string, long) seen = default;
        WithPen(() => seen = (file!, LastSequence, assembler.Hash, file!.Length));
        return seen;
    }

    private void WithPen(Action act)
    {
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref pen, 1, 0) != 0)
        {
            spin.SpinOnce();
        }
        try
        {
            act();
        }
        finally
        {
            Interlocked.Exchange(ref pen, 0);
        }
    }

    private void WriteAnchor(OpenJournalFile current, long sequence, string hash, long offset)
    {
        lock (anchorLock)
        {
            if (sequence <= anchoredSequence || offset == 0)
            {
                return;
            }
            try
            {
                Anchor.Sign(key, sequence, hash, current.Path, offset, time.GetUtcNow()).Write(settings.KeysFolder);
                anchoredSequence = sequence;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogAnchorFailed(logger, settings.KeysFolder, e.Message);
            }
        }
    }

    private void FailOverdue(long before)
    {
        foreach (var entry in queue)
        {
            if (entry.QueuedAt < before)
            {
                entry.Fail(
                    new JournalUnavailableException(
                        $"The disk of the journal did not answer within {settings.PatienceWithDisk.TotalSeconds:0} s."
                    )
                );
            }
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "The journal cannot be written, calls are refused: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);

    [LoggerMessage(3002, LogLevel.Warning, "The journal can be written again; {Refused} calls were refused meanwhile")]
    private static partial void LogRecovered(ILogger logger, long refused);

    [LoggerMessage(3003, LogLevel.Warning, "The journal's anchor in {Folder} cannot be renewed: {Reason}")]
    private static partial void LogAnchorFailed(ILogger logger, string folder, string reason);

    [LoggerMessage(3004, LogLevel.Warning, "The journal's last {Bytes} bytes were unfinished; they were moved to {File}")]
    private static partial void LogTorn(ILogger logger, long bytes, string file);
}
