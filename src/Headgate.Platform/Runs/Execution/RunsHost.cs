using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Microsoft.Extensions.Hosting;
using Quartz;
using Quartz.Impl.Matchers;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Starts runs with the server and stops them with it.</summary>
internal sealed class RunsHost(
    StoreSettings store,
    ISchedulerFactory schedulers,
    RunRecovery recovery,
    RunQueue queue,
    RunningRuns running
) : IHostedService, IDisposable
{
    private FileStream? _lock;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _lock = LockDataFolder(store.DataFolder);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await recovery.RecoverAsync(cancellationToken);
        // Until 0.1 each schedule was a trigger there; the database keeps them.
        await scheduler.DeleteJobs(
            [.. await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals("schedules"), cancellationToken)],
            cancellationToken
        );
        await scheduler.Start(cancellationToken);
        await queue.AdmitAsync(cancellationToken);
    }

    /// <summary>Nothing more starts; runs that work are interrupted and end with the reason, before the scheduler goes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await queue.CloseAsync();
        foreach (var runId in running.Ids)
        {
            running.Stop(runId, RunExecutor.ServerStopped);
        }
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.Shutdown(true, cancellationToken);
    }

    public void Dispose() => _lock?.Dispose();

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
}
