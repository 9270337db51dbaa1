namespace Headgate.Gate.Journal.Writing;

/// <summary>One flush for all records that wait for the disk, and the anchor once a second.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly JournalSettings settings;
    private readonly TimeProvider time;
    private readonly Func<bool, long> flush;
    private readonly Action<long> failOverdue;
    private readonly Lock gate = new();
    private readonly List<JournalEntry> waiting = [];
    private readonly SemaphoreSlim signal = new(0);
    private readonly CancellationTokenSource stop = new();
    private ITimer? watchdog;
    private Task? loop;
    private int signalled;
    private bool dirty;
    private long lookedAt;

    public GroupCommit(JournalSettings settings, TimeProvider time, Func<bool, long> flush, Action<long> failOverdue)
    {
        this.settings = settings;
        this.time = time;
        this.flush = flush;
        this.failOverdue = failOverdue;
    }

    /// <summary>Begins to serve.</summary>
    public void Start()
    {
        watchdog = time.CreateTimer(_ => Watch(), null, LookEvery, LookEvery);
        loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>A written entry that waits for the disk.</summary>
    public void Add(JournalEntry entry)
    {
        lock (gate)
        {
            waiting.Add(entry);
        }
    }

    /// <summary>Tells that something was written; wakes the flush where somebody waits for it.</summary>
    public void Wrote(bool wake)
    {
        Volatile.Write(ref dirty, true);
        if (wake && Interlocked.Exchange(ref signalled, 1) == 0)
        {
            signal.Release();
        }
    }

    /// <summary>Everything up to this record is on the disk.</summary>
    public void ServedUpTo(long sequence)
    {
        List<JournalEntry> served = [];
        lock (gate)
        {
            waiting.RemoveAll(entry =>
            {
                if (entry.Sequence > sequence)
                {
                    return false;
                }
                served.Add(entry);
                return true;
            });
        }
        served.ForEach(entry => entry.Succeed());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (watchdog is not null)
        {
            await watchdog.DisposeAsync();
        }
        await stop.CancelAsync();
        if (loop is not null)
        {
            await loop;
        }
        stop.Dispose();
        signal.Dispose();
    }

    private async Task RunAsync()
    {
        var anchoredAt = time.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(settings.AnchorEvery, stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            Interlocked.Exchange(ref signalled, 0);
            var anchorDue = time.GetElapsedTime(anchoredAt) >= settings.AnchorEvery;
            if (!Volatile.Read(ref dirty) && !AnyWaiting())
            {
                continue;
            }
            try
            {
                Volatile.Write(ref dirty, !anchorDue);
                ServedUpTo(flush(anchorDue));
                if (anchorDue)
                {
                    anchoredAt = time.GetTimestamp();
                }
            }
            catch (JournalUnavailableException e)
            {
                FailWhere(_ => true, e);
            }
        }
    }

    private bool AnyWaiting()
    {
        lock (gate)
        {
            return waiting.Count > 0;
        }
    }

    private void Watch()
    {
        // A look that comes far too late means that the whole machine stood still, not the disk: the disk gets until the next look.
        var stoodStill = lookedAt != 0 && time.GetElapsedTime(lookedAt) > 4 * LookEvery;
        lookedAt = time.GetTimestamp();
        if (stoodStill)
        {
            return;
        }
        var before = time.GetTimestamp() - (long)(settings.PatienceWithDisk.TotalSeconds * time.TimestampFrequency);
        FailWhere(
            entry => entry.QueuedAt < before,
            new JournalUnavailableException($"The disk of the journal did not answer within {settings.PatienceWithDisk.TotalSeconds:0} s.")
        );
        failOverdue(before);
    }

    private void FailWhere(Predicate<JournalEntry> overdue, JournalUnavailableException reason)
    {
        List<JournalEntry> failed = [];
        lock (gate)
        {
            waiting.RemoveAll(entry =>
            {
                if (!overdue(entry))
                {
                    return false;
                }
                failed.Add(entry);
                return true;
            });
        }
        failed.ForEach(entry => entry.Fail(reason));
    }
}
