using Headgate.Gate.Journal.Checking;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Closed;

/// <summary>Looks after the files that are no longer written, behind the back of calls: compresses them, and removes those that are kept long enough.</summary>
internal sealed partial class ClosedFiles : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    private readonly JournalSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<RemovedRange> _record;
    private readonly SemaphoreSlim _signal = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly DateTimeOffset _startedWall;
    private readonly long _startedMonotonic;
    private ITimer? _timer;
    private Task? _loop;

    /// <param name="settings">What is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what could not be done.</param>
    /// <param name="record">Puts a removal into the journal, on the disk; throws where that is impossible.</param>
    public ClosedFiles(JournalSettings settings, TimeProvider time, ILogger logger, Action<RemovedRange> record)
    {
        (_settings, _time, _logger, _record) = (settings, time, logger, record);
        (_startedWall, _startedMonotonic) = (time.GetUtcNow(), time.GetTimestamp());
    }

    /// <summary>Begins with what an earlier process left.</summary>
    public void Start()
    {
        _timer = _time.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Tells that a file was closed, or that time has passed.</summary>
    public void Look()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
        await _stop.CancelAsync();
        if (_loop is not null)
        {
            await _loop;
        }
        _stop.Dispose();
        _signal.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                await _signal.WaitAsync(_stop.Token);
                RemoveOld();
                Compress();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                LogFailure(_logger, e.Message);
            }
        }
    }

    private void RemoveOld()
    {
        if (_settings.KeepFor is null && _settings.KeepBytes is null)
        {
            return;
        }
        if (Retention.Due(_settings, Now()) is var (files, range))
        {
            // First the record, on the disk, then the deed: without its record a missing file is a break.
            _record(range);
            Retention.Remove(files);
            LogRemoved(_logger, range.First, range.Last);
        }
    }

    private void Compress()
    {
        if (!_settings.Compress)
        {
            return;
        }
        FileCompression.RemoveDrafts(_settings.Folder);
        var files = JournalFolder.Files(_settings.Folder);
        foreach (var file in files.SkipLast(1).Where(f => !JournalFolder.IsCompressed(f)))
        {
            FileCompression.Compress(file, _stop.Token);
        }
    }

    /// <summary>A clock that jumps ahead while the server runs must not make records old.</summary>
    private DateTimeOffset Now()
    {
        var (wall, monotonic) = (_time.GetUtcNow(), _startedWall + _time.GetElapsedTime(_startedMonotonic));
        return wall < monotonic ? wall : monotonic;
    }

    [LoggerMessage(
        3005,
        LogLevel.Warning,
        "Closed files of the journal could not be looked after, which is tried again within the hour: {Reason}"
    )]
    private static partial void LogFailure(ILogger logger, string reason);

    [LoggerMessage(3006, LogLevel.Information, "Retention removed the journal's records {First} to {Last}")]
    private static partial void LogRemoved(ILogger logger, long first, long last);
}
