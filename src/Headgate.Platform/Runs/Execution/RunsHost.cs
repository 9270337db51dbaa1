using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Starts runs with the server and stops them with it. Of servers that share a database one does; the others stand by.</summary>
internal sealed partial class RunsHost(
    StoreSettings store,
    RunSettings settings,
    RunsClaim claim,
    RunRecovery recovery,
    RunQueue queue,
    AdmittedRuns admitted,
    TimeProvider clock,
    ILogger<RunsHost> logger
) : IHostedService, IDisposable
{
    /// <summary>How often servers that share a database look who executes its runs, and that one what the others have put into the queue.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private FileStream? _lock;
    private Task _sharing = Task.CompletedTask;
    private bool _works;

    internal static RunEnd TakenOver { get; } =
        new(
            RunStatus.Error,
            "The server lost the database while this run was running, and another server may have taken its runs over. Retry the run."
        );

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _lock = LockDataFolder(store.DataFolder);
        admitted.OnEnded = queue.AdmitInBackgroundAsync;
        if (await claim.HoldAsync(cancellationToken))
        {
            await BeginAsync(cancellationToken);
        }
        else
        {
            LogStandsBy();
        }
        _sharing = claim.IsShared ? Task.Run(ShareAsync, CancellationToken.None) : Task.CompletedTask;
    }

    /// <summary>Nothing more starts; runs that end with the server end with the reason, and then another server may have them.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _sharing;
        await EndAsync(AdmittedRuns.ServerStopped, cancellationToken);
        await claim.DisposeAsync();
    }

    public void Dispose()
    {
        _lock?.Dispose();
        _stopping.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        await recovery.RecoverAsync(cancellation);
        queue.Open();
        await queue.AdmitAsync(cancellation);
        // Last: where one of these fails because the database does, all are done again.
        _works = true;
    }

    private async Task EndAsync(RunEnd end, CancellationToken patience)
    {
        _works = false;
        await queue.CloseAsync();
        await admitted.LeaveAsync(end, patience);
    }

    /// <summary>Looks again and again until the server stops.</summary>
    private async Task ShareAsync()
    {
        var heldAt = clock.GetTimestamp();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, clock, _stopping.Token);
                var holds = await claim.HoldAsync(_stopping.Token);
                heldAt = holds ? clock.GetTimestamp() : heldAt;
                await StandAsync(holds, clock.GetElapsedTime(heldAt));
            }
            catch (Exception failure) when (!_stopping.IsCancellationRequested)
            {
                LogNotShared(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Works where the claim is held. A database that is away for a moment is away for all: the claim is here again when it is back, or is another server's.</summary>
    private async Task StandAsync(bool holds, TimeSpan since)
    {
        if (holds && !_works)
        {
            await TakeOverAsync();
        }
        else if (holds)
        {
            await queue.FollowOthersAsync(_stopping.Token);
        }
        else if (_works)
        {
            // At once: another server may admit runs by now.
            await queue.CloseAsync();
            if (since > settings.TakeOverAfter / 2)
            {
                await LoseAsync();
            }
        }
    }

    /// <summary>The server before this one may not have noticed yet that it has lost the claim: its runs get the time to end.</summary>
    private async Task TakeOverAsync()
    {
        if (await recovery.IsNeededAsync(_stopping.Token))
        {
            await Task.Delay(settings.TakeOverAfter, clock, _stopping.Token);
            if (!await claim.HoldAsync(_stopping.Token))
            {
                return;
            }
        }
        LogTakesOver();
        await BeginAsync(_stopping.Token);
    }

    private async Task LoseAsync()
    {
        LogLost();
        // However long it takes: only when their ends are written may this server have runs again.
        await EndAsync(TakenOver, _stopping.Token);
    }

    /// <summary>Two servers on one data folder would both recover the same runs.</summary>
    private static FileStream LockDataFolder(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new IOException(
                $"Another server works in the data folder {folder}. Stop it, or choose another folder with --data.",
                taken
            );
        }
    }

    [LoggerMessage(
        EventId = 3012,
        Level = LogLevel.Warning,
        Message = "Another server executes the runs of this database. This one answers calls, and takes the runs over when that one is gone"
    )]
    private partial void LogStandsBy();

    [LoggerMessage(EventId = 3013, Level = LogLevel.Warning, Message = "This server takes over the runs of the database")]
    private partial void LogTakesOver();

    [LoggerMessage(
        EventId = 3014,
        Level = LogLevel.Error,
        Message = "The database does not answer, or another server has its runs: those of this server are ended"
    )]
    private partial void LogLost();

    [LoggerMessage(
        EventId = 3015,
        Level = LogLevel.Error,
        Message = "Looking who executes the runs of the database failed; it is looked again"
    )]
    private partial void LogNotShared(Exception failure);
}
