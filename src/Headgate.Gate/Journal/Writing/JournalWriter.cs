using System.Collections.Concurrent;
using Headgate.Gate.Journal.Checking;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Writing;

/// <summary>
/// Appends records to the journal. Callers put entries into a queue; whoever finds the pen free writes all that wait, in one call to the disk.
/// Records that must be synced wait for the next flush, which serves everybody that waits (group commit).
/// </summary>
public sealed partial class JournalWriter : IAsyncDisposable
{
    private const int LargestBatch = 1 << 20;
    private readonly JournalSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly JournalDisk disk;
    private readonly FileStream processLock;
    private readonly CheckpointKey key;
    private readonly LineAssembler assembler;
    private readonly ClockWatch clock;
    private readonly ConcurrentQueue<JournalEntry> queue = new();
    private readonly ConcurrentQueue<JournalEntry> spare = new();
    private readonly List<JournalEntry> batch = [];
    private readonly GroupCommit commit;
    private OpenJournalFile? file;
    private JournalFailure? failure;
    private int pen;
    private int waiting;
    private int spares;
    private int drainScheduled;
    private int sinceCheckpoint;
    private readonly ITimer holdTimer;
    private int holdArmed;
    private bool closed;

    private JournalWriter(JournalSettings settings, TimeProvider time, ILogger logger, JournalDisk disk, FileStream processLock)
    {
        this.settings = settings;
        this.time = time;
        this.logger = logger;
        this.disk = disk;
        this.processLock = processLock;
        key = CheckpointKey.OpenOrCreate(settings.KeysFolder);
        assembler = new LineAssembler(time);
        clock = new ClockWatch(time);
        holdTimer = time.CreateTimer(_ => WriteHeld(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        commit = new GroupCommit(settings, time, FlushAndAnchor, FailOverdue);
    }

    /// <summary>Why records cannot be written at the moment; null while they can.</summary>
    public string? Trouble => Volatile.Read(ref failure)?.Reason;

    /// <summary>The number of the newest record.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Takes an empty entry to fill.</summary>
    public JournalEntry Rent()
    {
        if (spare.TryDequeue(out var entry))
        {
            Interlocked.Decrement(ref spares);
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
        if (Interlocked.Exchange(ref drainScheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static writer =>
                {
                    Interlocked.Exchange(ref writer.drainScheduled, 0);
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
        if (Interlocked.Exchange(ref holdArmed, 1) == 0)
        {
            holdTimer.Change(TimeSpan.FromMilliseconds(50), Timeout.InfiniteTimeSpan);
        }
    }

    internal void Return(JournalEntry entry)
    {
        if (entry.MayBeKept && Interlocked.Increment(ref spares) <= 1024)
        {
            entry.Reset();
            spare.Enqueue(entry);
        }
        else if (entry.MayBeKept)
        {
            Interlocked.Decrement(ref spares);
        }
    }

    private void Enqueue(JournalEntry entry)
    {
        entry.Seal();
        entry.QueuedAt = time.GetTimestamp();
        if (Interlocked.Increment(ref waiting) > settings.MaxWaiting || Volatile.Read(ref closed))
        {
            Interlocked.Decrement(ref waiting);
            entry.Fail(new JournalUnavailableException(closed ? "The journal is closed." : "Too many records wait to be written."));
            return;
        }
        queue.Enqueue(entry);
    }

    /// <summary>Writes what waits, unless somebody else is writing: then that one writes it too.</summary>
    private void Drain()
    {
        while (!queue.IsEmpty && Interlocked.CompareExchange(ref pen, 1, 0) == 0)
        {
            try
            {
                WriteBatch();
            }
            finally
            {
                Interlocked.Exchange(ref pen, 0);
            }
        }
    }

    private void WriteHeld()
    {
        Interlocked.Exchange(ref holdArmed, 0);
        Drain();
    }

    private void WriteBatch()
    {
        if (failure is not null && !TryRecover())
        {
            FailQueued(failure.Reason);
            return;
        }
        batch.Clear();
        assembler.Begin();
        if (clock.Jump() is { } jump)
        {
            AddOwn(SystemRecords.ClockMoved(jump));
        }
        var tooLong = TakeFromQueue();
        try
        {
            if (assembler.Lines.Length > 0)
            {
                file!.Append(assembler.Lines);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            assembler.Undo();
            BeginFailure(e);
            FailAll(batch, failure!.Reason);
            return;
        }
        LastSequence = assembler.Sequence;
        foreach (var entry in tooLong)
        {
            entry.Fail(new JournalUnavailableException($"A record is longer than {settings.MaxRecordBytes} bytes."));
        }
        Settle();
        CloseWhereDue();
    }

    private List<JournalEntry> TakeFromQueue()
    {
        List<JournalEntry> tooLong = [];
        while (assembler.Lines.Length < LargestBatch && queue.TryDequeue(out var entry))
        {
            Interlocked.Decrement(ref waiting);
            if (entry.IsSettled)
            {
                continue;
            }
            if (entry.Members.Length > settings.MaxRecordBytes)
            {
                tooLong.Add(entry);
                continue;
            }
            entry.Sequence = assembler.Add(entry.Members);
            batch.Add(entry);
        }
        sinceCheckpoint += batch.Count;
        return tooLong;
    }

    private void Settle()
    {
        var syncs = false;
        foreach (var entry in batch)
        {
            if (entry.Durability == Durability.Synced)
            {
                commit.Add(entry);
                syncs = true;
            }
            else
            {
                entry.Succeed();
            }
        }
        commit.Wrote(syncs);
    }

    private void AddOwn(Action<System.Text.Json.Utf8JsonWriter> write)
    {
        var entry = Rent();
        write(entry.Json);
        entry.Seal();
        entry.Durability = Durability.Written;
        entry.Awaited = false;
        entry.Sequence = assembler.Add(entry.Members);
        batch.Add(entry);
    }
}
