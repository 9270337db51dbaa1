using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// Goes the way of a trigger once, right after the start and without leaving anything: queries are compiled when they are first asked, which would otherwise make the first
/// caller wait a second.
/// </summary>
internal sealed partial class RunWarmUp(
    IDbContextFactory<HeadgateDb> databases,
    RunPlanReader plans,
    RunIsolation isolation,
    RunSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<RunWarmUp> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Not before: it would make the server itself start later.
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, lifetime.ApplicationStarted)
                .WaitAsync(stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Yield();
            await isolation.StateAsync(stoppingToken);
            await EnterAsync(stoppingToken);
            await PlanAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogCold(failure);
        }
    }

    private async Task EnterAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var job = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(row => row.State == RowState.Active, cancellation);
        if (job is null)
        {
            return;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await JobTurn.WaitWithFollowersAsync(db, job.Id, cancellation);
        var request = new RunRequest
        {
            JobId = job.Id,
            Cause = "warm-up",
            Actor = RunActor.System,
        };
        await RunEntry.AddAsync(db, request, settings, clock.Now(), cancellation);
        await transaction.RollbackAsync(cancellation);
    }

    private async Task PlanAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Runs.AsNoTracking().OrderByDescending(run => run.Id).FirstOrDefaultAsync(cancellation) is { } newest)
        {
            await plans.ReadAsync(newest, cancellation);
        }
    }

    [LoggerMessage(
        EventId = 3010,
        Level = LogLevel.Debug,
        Message = "The way of a trigger could not be gone beforehand; the first one takes longer"
    )]
    private partial void LogCold(Exception failure);
}
