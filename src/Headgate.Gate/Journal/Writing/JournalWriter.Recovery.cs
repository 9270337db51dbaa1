using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Writing;

/// <content>Failure and recovery. All of it runs with the pen held, but for what the watchdog calls.</content>
public sealed partial class JournalWriter
{
    private long _recoveryTriedAt;

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
            var tail = TailInspection.Of(_settings);
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
}
