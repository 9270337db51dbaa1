using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Witnesses;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Writing;

/// <content>Checkpoints, the change to the next file, the anchor and the heads for witnesses.</content>
public sealed partial class JournalWriter
{
    private readonly Lock _anchorLock = new();
    private readonly Queue<JournalHead> _unsent = new();
    private List<WitnessSender> _witnesses = [];
    private string _journal = "";
    private int _sinceCheckpoint;
    private long _checkpointAt;
    private long _anchoredSequence;

    /// <summary>Signs what is written and, where the file has its size, opens the next one. With the pen held.</summary>
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
                SendHeads(LastSequence);
                var next = OpenJournalFile.Open(JournalFolder.PathOf(_settings.Folder, LastSequence + 1), 0, _disk);
                _file.Dispose();
                _file = next;
                _closedFiles.Look();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            BeginFailure(e);
        }
    }

    /// <summary>Whether a record has stood without a signature for as long as it may.</summary>
    private bool IsCheckpointDue() =>
        Volatile.Read(ref _sinceCheckpoint) > 0
        && Volatile.Read(ref _failure) is null
        && _time.GetElapsedTime(Volatile.Read(ref _checkpointAt)) >= _settings.CheckpointWithin;

    private void CheckpointInTime()
    {
        try
        {
            if (IsCheckpointDue())
            {
                WriteCheckpoint();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            BeginFailure(e);
        }
    }

    private void WriteCheckpoint()
    {
        var head = JournalHead.Sign(_key, _journal, LastSequence, _assembler.Hash, _time.GetUtcNow());
        WriteOwn(SystemRecords.Checkpoint(head));
        lock (_unsent)
        {
            _unsent.Enqueue(head);
        }
        _sinceCheckpoint = 0;
        _checkpointAt = _time.GetTimestamp();
    }

    /// <summary>Puts into the journal, on the disk, that retention removes records; only then they are removed.</summary>
    private void RecordRemoval(RemovedRange removed) =>
        WithPen(() =>
        {
            if (_failure is not null || Volatile.Read(ref _closed))
            {
                throw new JournalUnavailableException("Records are not removed while the journal cannot be written.");
            }
            try
            {
                WriteOwn(SystemRecords.Retention(removed, _journal, _key));
                WriteCheckpoint();
                _file!.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                BeginFailure(e);
                throw;
            }
            _commit.ServedUpTo(LastSequence);
            SendHeads(LastSequence);
        });

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
        if (LastSequence == 1)
        {
            _journal = _assembler.Hash;
        }
        Settle();
    }

    /// <summary>Called by the group commit: puts everything written on the disk; gives the number up to which that is true.</summary>
    private long FlushAndAnchor(bool anchorDue)
    {
        if (anchorDue && IsCheckpointDue())
        {
            WithPen(CheckpointInTime);
        }
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
            SendHeads(upTo);
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
            // Whoever came meanwhile found the pen taken and relies on its holder.
            Drain();
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
                var head = JournalHead.Sign(_key, _journal, sequence, hash, _time.GetUtcNow());
                new Anchor(head, Path.GetFileName(current.Path), offset).Write(_settings.KeysFolder);
                _anchoredSequence = sequence;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogAnchorFailed(_logger, _settings.KeysFolder, e.Message);
            }
        }
    }

    /// <summary>
    /// Hands the heads that are on the disk to the witnesses. One that is not could be lost with the power, and its witness would then speak
    /// against an honest journal.
    /// </summary>
    private void SendHeads(long flushedUpTo)
    {
        lock (_unsent)
        {
            while (_unsent.TryPeek(out var head) && head.Sequence < flushedUpTo)
            {
                _unsent.Dequeue();
                _witnesses.ForEach(witness => witness.Send(head));
            }
        }
    }

    private void TellOfWitness(string witness, string? failure)
    {
        if (failure is null)
        {
            LogWitnessAnswers(_logger, witness);
        }
        else
        {
            LogWitnessFails(_logger, witness, failure);
        }
        var entry = Rent();
        SystemRecords.WriteWitness(entry.Json, witness, failure);
        Post(entry);
    }

    [LoggerMessage(3003, LogLevel.Warning, "The journal's anchor in {Folder} cannot be renewed: {Reason}")]
    private static partial void LogAnchorFailed(ILogger logger, string folder, string reason);

    [LoggerMessage(3007, LogLevel.Error, "The witness {Witness} does not take the journal's heads: {Reason}")]
    private static partial void LogWitnessFails(ILogger logger, string witness, string reason);

    [LoggerMessage(3008, LogLevel.Warning, "The witness {Witness} takes the journal's heads again")]
    private static partial void LogWitnessAnswers(ILogger logger, string witness);
}
