namespace Headgate.Gate.Journal.Writing;

/// <summary>One flush for all records that wait for the disk, and the anchor once a second.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly JournalSettings _settings;
    private readonly TimeProvider _time;
    private readonly Func<bool, long> _flush;
    private readonly Func<bool> _isDue;
    private readonly Action<long> _failOverdue;
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _waiting = [];
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _stop = new();
    private ITimer? _watchdog;
    private Task? _loop;
    private int _signalled;
    private bool _dirty;
    private long _lookedAt;

    public GroupCommit(JournalSettings settings, TimeProvider time, Func<bool, long> flush, Func<bool> isDue, Action<long> failOverdue)
    {
        _settings = settings;
        _time = time;
        _flush = flush;
        _isDue = isDue;
        _failOverdue = failOverdue;
    }

    /// <summary>Begins to serve.</summary>
    public void Start()
    {
        _watchdog = _time.CreateTimer(_ => Watch(), null, LookEvery, LookEvery);
        _loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>A written entry that waits for the disk.</summary>
    public void Add(JournalEntry entry)
    {
        lock (_gate)
        {
            _waiting.Add(entry);
        }
    }

    /// <summary>Tells that something was written; wakes the flush where somebody waits for it.</summary>
    public void Wrote(bool wake)
    {
        Volatile.Write(ref _dirty, true);
        if (wake && Interlocked.Exchange(ref _signalled, 1) == 0)
        {
            _signal.Release();
        }
    }

    /// <summary>Everything up to this record is on the disk.</summary>
    public void ServedUpTo(long sequence)
    {
        List<JournalEntry> served = [];
        lock (_gate)
        {
            _waiting.RemoveAll(entry =>
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
        if (_watchdog is not null)
        {
            await _watchdog.DisposeAsync();
        }
        await _stop.CancelAsync();
        if (_loop is not null)
        {
            await _loop;
        }
        _stop.Dispose();
        _signal.Dispose();
    }

    // A flush costs milliseconds however much it carries, and a write waits for one before it is done. So there is one loop and no flush for each record: while one is on its
    // way the next records gather, and the one after it serves them all. Throughput grows with the number of callers, and a lone caller waits for its own flush only.
    private async Task RunAsync()
    {
        var anchoredAt = _time.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(_settings.AnchorEvery, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            // Lowered before the look at what is dirty: who writes from here on raises it again, and is not overlooked.
            Interlocked.Exchange(ref _signalled, 0);
            var anchorDue = _time.GetElapsedTime(anchoredAt) >= _settings.AnchorEvery;
            if (!Volatile.Read(ref _dirty) && !AnyWaiting() && !_isDue())
            {
                continue;
            }
            try
            {
                Volatile.Write(ref _dirty, !anchorDue);
                ServedUpTo(_flush(anchorDue));
                if (anchorDue)
                {
                    anchoredAt = _time.GetTimestamp();
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
        lock (_gate)
        {
            return _waiting.Count > 0;
        }
    }

    private void Watch()
    {
        // A look that comes far too late means that the whole machine stood still, not the disk: the disk gets until the next look.
        var stoodStill = _lookedAt != 0 && _time.GetElapsedTime(_lookedAt) > 4 * LookEvery;
        _lookedAt = _time.GetTimestamp();
        if (stoodStill)
        {
            return;
        }
        var before = _time.GetTimestamp() - (long)(_settings.PatienceWithDisk.TotalSeconds * _time.TimestampFrequency);
        FailWhere(
            entry => entry.QueuedAt < before,
            new JournalUnavailableException($"The disk of the journal did not answer within {_settings.PatienceWithDisk.TotalSeconds:0} s.")
        );
        _failOverdue(before);
    }

    private void FailWhere(Predicate<JournalEntry> overdue, JournalUnavailableException reason)
    {
        List<JournalEntry> failed = [];
        lock (_gate)
        {
            _waiting.RemoveAll(entry =>
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
