using Headgate.Gate.Journal.Checking;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Writing;

/// <content>Checkpoints, rotation, failure and recovery. All of it runs with the pen held.</content>
public sealed partial class JournalWriter
{
    private readonly Lock _anchorLock = new();
    private long _recoveryTriedAt;
    private long _anchoredSequence;

    /// <summary>Signs what is written and, where the file has its size, opens the next one.</summary>
    private void CloseWhereDue()
    {
        var full = _file!.Length >= _settings.MaxFileBytes;
        if (!full && _sinceCheckpoint < _settings.CheckpointEvery)
        {
            return;
        }
        try
        {
            WriteCheckpoint();
            if (full)
            {
                _file.Flush();
                _commit.ServedUpTo(LastSequence);
                var next = OpenJournalFile.Open(JournalFolder.PathOf(_settings.Folder, LastSequence + 1), 0, _disk);
                _file.Dispose();
                _file = next;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            BeginFailure(e);
        }
    }

    private void WriteCheckpoint()
    {
        var signature = _key.Sign("checkpoint", LastSequence, _assembler.Hash);
        WriteOwn(SystemRecords.Checkpoint(LastSequence, _assembler.Hash, _key.Id, signature));
        _sinceCheckpoint = 0;
    }

    /// <summary>Writes one record of the journal itself, now.</summary>
    private void WriteOwn(Action<System.Text.Json.Utf8JsonWriter> write)
    {
        _batch.Clear();
        _assembler.Begin();
        AddOwn(write);
        try
        {
            _file!.Append(_assembler.Lines);
        }
        catch
        {
            _assembler.Undo();
            throw;
        }
        LastSequence = _assembler.Sequence;
        Settle();
    }

    private void BeginFailure(Exception cause)
    {
        var reason = cause is JournalUnavailableException ? cause.Message : $"The journal cannot be written: {cause.Message}";
        if (_failure is null)
        {
            LogFailure(_logger, reason);
            Volatile.Write(ref _failure, new JournalFailure(_time.GetUtcNow(), reason));
        }
        else
        {
            Volatile.Write(ref _failure, _failure with { Reason = reason });
        }
        _recoveryTriedAt = _time.GetTimestamp();
    }

    /// <summary>Opens the journal anew after a failure: the last good record must still be its end.</summary>
    private bool TryRecover()
    {
        if (_time.GetElapsedTime(_recoveryTriedAt) < TimeSpan.FromMilliseconds(100))
        {
            return false;
        }
        var broken = _failure!;
        try
        {
            var expected = _file!;
            var tail = TailInspection.Of(_settings, _key);
            if (tail.Sequence < LastSequence || !string.Equals(tail.Path, expected.Path, StringComparison.Ordinal))
            {
                throw new JournalUnavailableException(
                    $"The journal in {_settings.Folder} ends at record {tail.Sequence}, but {LastSequence} were written. Put its files back."
                );
            }
            var reopened = OpenJournalFile.Open(expected.Path, tail.GoodLength, _disk);
            expected.Dispose();
            _file = reopened;
            _assembler.ContinueAfter(tail.Sequence, tail.Hash);
            LastSequence = tail.Sequence;
            Volatile.Write(ref _failure, null);
            WriteOwn(SystemRecords.WasUnavailable(broken, _time.GetUtcNow()));
            _file.Flush();
            LogRecovered(_logger, broken.Refused);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Volatile.Write(ref _failure, broken);
            BeginFailure(e);
            return false;
        }
    }

    private void FailQueued(string reason)
    {
        while (_queue.TryDequeue(out var entry))
        {
            Interlocked.Decrement(ref _waiting);
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
        if (entry.Fail(new JournalUnavailableException(reason)) && entry.Awaited && _failure is { } broken)
        {
            Volatile.Write(ref _failure, broken with { Refused = broken.Refused + 1 });
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
            catch (ObjectDisposedException) when (!ReferenceEquals(current, Volatile.Read(ref _file)))
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
        WithPen(() => seen = (_file!, LastSequence, _assembler.Hash, _file!.Length));
        return seen;
    }

    private void WithPen(Action act)
    {
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref _pen, 1, 0) != 0)
        {
            spin.SpinOnce();
        }
        try
        {
            act();
        }
        finally
        {
            Interlocked.Exchange(ref _pen, 0);
        }
    }

    private void WriteAnchor(OpenJournalFile current, long sequence, string hash, long offset)
    {
        lock (_anchorLock)
        {
            if (sequence <= _anchoredSequence || offset == 0)
            {
                return;
            }
            try
            {
                Anchor.Sign(_key, sequence, hash, current.Path, offset, _time.GetUtcNow()).Write(_settings.KeysFolder);
                _anchoredSequence = sequence;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogAnchorFailed(_logger, _settings.KeysFolder, e.Message);
            }
        }
    }

    private void FailOverdue(long before)
    {
        foreach (var entry in _queue)
        {
            if (entry.QueuedAt < before)
            {
                entry.Fail(
                    new JournalUnavailableException(
                        $"The disk of the journal did not answer within {_settings.PatienceWithDisk.TotalSeconds:0} s."
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
