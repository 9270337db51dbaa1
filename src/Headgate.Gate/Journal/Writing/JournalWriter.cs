using System.Collections.Concurrent;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Closed;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Writing;

/// <summary>
/// Appends records to the journal. Callers put entries into a queue; whoever finds the pen free writes all that wait, in one call to the disk.
/// Records that must be synced wait for the next flush, which serves everybody that waits (group commit).
/// </summary>
public sealed partial class JournalWriter : IAsyncDisposable
{
    private const int LargestBatch = 1 << 20;
    private readonly JournalSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly JournalDisk _disk;
    private readonly FileStream _processLock;
    private readonly CheckpointKey _key;
    private readonly LineAssembler _assembler;
    private readonly ClockWatch _clock;
    private readonly ConcurrentQueue<JournalEntry> _queue = new();
    private readonly ConcurrentQueue<JournalEntry> _spare = new();
    private readonly List<JournalEntry> _batch = [];
    private readonly GroupCommit _commit;
    private readonly ClosedFiles _closedFiles;
    private OpenJournalFile? _file;
    private JournalFailure? _failure;
    private int _pen;
    private int _waiting;
    private int _spares;
    private int _drainScheduled;
    private readonly ITimer _holdTimer;
    private int _holdArmed;
    private bool _closed;

    private JournalWriter(JournalSettings settings, TimeProvider time, ILogger logger, JournalDisk disk, FileStream processLock)
    {
        _settings = settings;
        _time = time;
        _logger = logger;
        _disk = disk;
        _processLock = processLock;
        _key = CheckpointKey.OpenOrCreate(_settings.KeysFolder);
        _assembler = new LineAssembler(_time);
        _clock = new ClockWatch(_time);
        _holdTimer = _time.CreateTimer(_ => WriteHeld(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _commit = new GroupCommit(settings, _time, FlushAndAnchor, IsCheckpointDue, FailOverdue);
        _closedFiles = new ClosedFiles(settings, time, logger, RecordRemoval);
    }

    /// <summary>Why records cannot be written at the moment; null while they can.</summary>
    public string? Trouble => Volatile.Read(ref _failure)?.Reason;

    /// <summary>The number of the newest record.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Takes an empty entry to fill.</summary>
    public JournalEntry Rent()
    {
        if (_spare.TryDequeue(out var entry))
        {
            Interlocked.Decrement(ref _spares);
            return entry;
        }
        return new JournalEntry(this);
    }

    /// <summary>Puts a record into the journal and completes with its number when it is as safe as asked for.</summary>
    /// <param name="entry">A filled entry; it belongs to the journal from here on.</param>
    /// <param name="durability">How far it must have come.</param>
    /// <exception cref="JournalUnavailableException">It could not be written; the call that it belongs to must be refused.</exception>
    public ValueTask<long> AppendAsync(JournalEntry entry, Durability durability)
    {
        entry.Awaited = true;
        entry.Durability = durability;
        var task = new ValueTask<long>(entry, entry.Version);
        Enqueue(entry);
        Drain();
        return task;
    }

    /// <summary>Puts a record into the journal without waiting; it is written within moments, with whatever else is written then.</summary>
    /// <param name="entry">A filled entry; it belongs to the journal from here on.</param>
    public void Post(JournalEntry entry)
    {
        entry.Awaited = false;
        entry.Durability = Durability.Written;
        Enqueue(entry);
        if (Interlocked.Exchange(ref _drainScheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static writer =>
                {
                    Interlocked.Exchange(ref writer._drainScheduled, 0);
                    writer.Drain();
                },
                this,
                preferLocal: false
            );
        }
    }

    /// <summary>Puts a record into the journal to be written together with the next one, at the latest after 50 ms.</summary>
    /// <param name="entry">A filled entry; it belongs to the journal from here on.</param>
    public void Hold(JournalEntry entry)
    {
        entry.Awaited = false;
        entry.Durability = Durability.Written;
        Enqueue(entry);
        if (Interlocked.Exchange(ref _holdArmed, 1) == 0)
        {
            _holdTimer.Change(TimeSpan.FromMilliseconds(50), Timeout.InfiniteTimeSpan);
        }
    }

    internal void Return(JournalEntry entry)
    {
        if (entry.MayBeKept && Interlocked.Increment(ref _spares) <= 1024)
        {
            entry.Reset();
            _spare.Enqueue(entry);
        }
        else if (entry.MayBeKept)
        {
            Interlocked.Decrement(ref _spares);
        }
    }

    private void Enqueue(JournalEntry entry)
    {
        entry.Seal();
        entry.QueuedAt = _time.GetTimestamp();
        if (Interlocked.Increment(ref _waiting) > _settings.MaxWaiting || Volatile.Read(ref _closed))
        {
            Interlocked.Decrement(ref _waiting);
            entry.Fail(new JournalUnavailableException(_closed ? "The journal is closed." : "Too many records wait to be written."));
            return;
        }
        _queue.Enqueue(entry);
    }

    /// <summary>Writes what waits, unless somebody else is writing: then that one writes it too.</summary>
    private void Drain()
    {
        while (!_queue.IsEmpty && Interlocked.CompareExchange(ref _pen, 1, 0) == 0)
        {
            try
            {
                WriteBatch();
            }
            finally
            {
                Interlocked.Exchange(ref _pen, 0);
            }
        }
    }

    private void WriteHeld()
    {
        Interlocked.Exchange(ref _holdArmed, 0);
        Drain();
    }

    private void WriteBatch()
    {
        if (_failure is not null && !TryRecover())
        {
            FailQueued(_failure.Reason);
            return;
        }
        _batch.Clear();
        _assembler.Begin();
        if (_clock.Jump() is { } jump)
        {
            AddOwn(SystemRecords.ClockMoved(jump));
        }
        var tooLong = TakeFromQueue();
        try
        {
            if (_assembler.Lines.Length > 0)
            {
                _file!.Append(_assembler.Lines);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _assembler.Undo();
            BeginFailure(e);
            FailAll(_batch, _failure!.Reason);
            return;
        }
        LastSequence = _assembler.Sequence;
        foreach (var entry in tooLong)
        {
            entry.Fail(new JournalUnavailableException($"A record is longer than {_settings.MaxRecordBytes} bytes."));
        }
        Settle();
        CloseWhereDue();
    }

    private List<JournalEntry> TakeFromQueue()
    {
        List<JournalEntry> tooLong = [];
        while (_assembler.Lines.Length < LargestBatch && _queue.TryDequeue(out var entry))
        {
            Interlocked.Decrement(ref _waiting);
            if (entry.IsSettled)
            {
                continue;
            }
            if (entry.Members.Length > _settings.MaxRecordBytes)
            {
                tooLong.Add(entry);
                continue;
            }
            entry.Sequence = _assembler.Add(entry.Members);
            _batch.Add(entry);
        }
        _sinceCheckpoint += _batch.Count;
        return tooLong;
    }

    private void Settle()
    {
        var syncs = false;
        foreach (var entry in _batch)
        {
            if (entry.Durability == Durability.Synced)
            {
                _commit.Add(entry);
                syncs = true;
            }
            else
            {
                entry.Succeed();
            }
        }
        _commit.Wrote(syncs);
    }

    private void AddOwn(Action<System.Text.Json.Utf8JsonWriter> write)
    {
        var entry = Rent();
        write(entry.Json);
        entry.Seal();
        entry.Durability = Durability.Written;
        entry.Awaited = false;
        entry.Sequence = _assembler.Add(entry.Members);
        _batch.Add(entry);
    }
}
