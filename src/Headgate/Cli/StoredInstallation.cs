using Headgate.Gate;
using Headgate.Operating;
using Headgate.Platform;
using Headgate.Server;
using Headgate.Store;
using Headgate.Store.Opening;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli;

/// <summary>The data of a server that does not run, opened by a command: store and record, without anything that listens.</summary>
internal static class StoredInstallation
{
    /// <summary>Opens it.</summary>
    /// <param name="settings">Where it lies.</param>
    /// <param name="fresh">Whether one that is not there yet is made.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="CommandFailure">It is not there, or cannot be opened.</exception>
    public static async Task<ServiceProvider> OpenAsync(ServerSettings settings, bool fresh, CancellationToken cancellation)
    {
        var store = new StoreSettings { DataFolder = settings.DataFolder, Postgres = settings.PostgresConnection };
        if (!fresh && store.UsesSqlite && !File.Exists(store.SqliteFile))
        {
            throw new CommandFailure(
                $"There is no installation in {settings.DataFolder}: 'headgate up' makes one, or 'headgate account add NAME'; or name its folder with --data."
            );
        }
        var services = new ServiceCollection()
            .AddLogging()
            .AddStore(store)
            .AddGate(SettingsOfJournal.From(settings))
            .AddAccounts()
            .AddSingleton<OperatorForeign>()
            .AddSingleton<OperatorActs>()
            .BuildServiceProvider();
        try
        {
            if (await services.GetRequiredService<StoreOpening>().OpenAsync(cancellation) is { } fault)
            {
                throw new CommandFailure(fault.Message);
            }
            services.OpenJournal();
            return services;
        }
        catch (Exception error)
        {
            await services.DisposeAsync();
            throw StartFault.Of(error, settings) is { } line ? new CommandFailure(line, error) : error;
        }
    }
}
