using Headgate.Store;
using Headgate.Store.Opening;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>A server of runs, from its start to an orderly stop.</summary>
internal sealed class RecoveryServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    private RecoveryServer(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    /// <summary>Whether something has been logged, by the number of its event.</summary>
    public bool HasLogged(int eventId) => _services.GetRequiredService<LoggedEvents>().Has(eventId);

    public static async Task<RecoveryServer> StartAsync(StoreSettings store, string executor, string dbt, TimeProvider? clock = null)
    {
        var server = new RecoveryServer(RecoveryServices.Build(store, executor, dbt, clock));
        (await server.Services.GetRequiredService<StoreOpening>().OpenAsync(CancellationToken.None)).ShouldBeNull();
        foreach (var service in server.Services.GetServices<IHostedService>().Where(s => s.GetType().Namespace!.StartsWith("Headgate")))
        {
            await service.StartAsync(CancellationToken.None);
            server._started.Add(service);
        }
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_started))
        {
            await service.StopAsync(CancellationToken.None);
        }
        await _services.DisposeAsync();
    }
}
