using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Schedules;
using Headgate.Platform.Webhooks;
using Headgate.Platform.Webhooks.Delivery;
using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Making;
using Headgate.Reach;
using Headgate.Store;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>A server on a database that outlives it: the real parts, without hosts that would run by themselves, so that the simulation says when which of them works.</summary>
internal sealed class SimulatedServer
{
    private readonly ServiceProvider _services;
    private readonly Slots _slots;

    public SimulatedServer(StoreSettings store, RunSettings settings, Chance chance, Slots slots, TimeProvider clock)
    {
        _slots = slots;
        var services = new ServiceCollection();
        // Nothing is told, and not by a logger of this server's own: servers with the same one share what Entity Framework has compiled.
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(clock);
        services.AddSingleton(chance);
        services.AddSingleton(slots);
        services.AddSingleton<IRunExecutor, SimulatedExecutor>();
        services.AddRuns(settings, store);
        services.AddWebhookDelivery(new WebhookSettings { PublicUrl = "https://headgate.example.com", Reach = ReceiverReach.Loopback });
        services.AddStore(store);
        services.ConfigureDbContext<HeadgateDb>(options => options.AddInterceptors(Mortality.Commands, Mortality.Transactions));
        _services = services.BuildServiceProvider();
        Get<AdmittedRuns>().OnEnded = () =>
        {
            // Not awaited: a look that fails waits for a clock that stands while the server dies.
            _ = Queue.AdmitInBackgroundAsync();
            return Task.CompletedTask;
        };
    }

    public Mortality Mortality { get; } = new();

    public RunQueue Queue => Get<RunQueue>();

    public SimulatedExecutor Executor => (SimulatedExecutor)Get<IRunExecutor>();

    /// <summary>When the next job is due, as of the last look.</summary>
    public DateTimeOffset? NextDue { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What a start does.</summary>
    public async Task StartAsync()
    {
        await Get<RunRecovery>().RecoverAsync(Cancellation);
        Queue.Open();
        await LookAsync();
        await SettleAsync();
    }

    /// <summary>Looks for jobs that are due.</summary>
    public async Task LookAsync() => NextDue = await Get<DueJobs>().EnterAsync(Cancellation);

    /// <summary>Waits until all that can be done at this moment is done: who may start has started, who has ended is written down.</summary>
    public async Task SettleAsync()
    {
        var admitted = Get<AdmittedRuns>();
        for (var quiet = 0; quiet < 2; )
        {
            await Queue.AdmitAsync(Cancellation);
            await Until.HoldsAsync(
                async () =>
                {
                    await Task.Yield();
                    return Mortality.IsDead || admitted.Ids.ToHashSet().SetEquals(Executor.Working);
                },
                () => $"watched are {string.Join(", ", admitted.Ids)}, at work {string.Join(", ", Executor.Working)}",
                Cancellation
            );
            if (Mortality.IsDead)
            {
                throw new ServerDiedException();
            }
            quiet++;
        }
    }

    /// <summary>Makes events of what is new and delivers what is due.</summary>
    public async Task DeliverAsync()
    {
        await Get<OutboxReader>().ReadAsync(Cancellation);
        do
        {
            await Get<DueDeliveries>().StartAsync(isNew: true, Cancellation);
            await Get<DueDeliveries>().WhenIdleAsync();
            if (Mortality.IsDead)
            {
                throw new ServerDiedException();
            }
        } while (await Get<DeliveryLedger>().NextDueAsync(Cancellation) <= Get<TimeProvider>().GetUtcNow());
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Ends it as a kill does: whatever it was about to write is not written.</summary>
    public async Task DieAsync()
    {
        Mortality.Die();
        await Queue.CloseAsync();
        await Get<AdmittedRuns>().LeaveAsync(AdmittedRuns.ServerStopped, new CancellationToken(canceled: true));
        await Get<DueDeliveries>().WhenIdleAsync();
        _slots.Clear();
        await _services.DisposeAsync();
    }
}
