using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Execution;
using Headgate.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>The services of a server that executes runs, with one executor or the other.</summary>
internal static class RecoveryServices
{
    public const string Local = "local";
    public const string Process = "process";

    /// <summary>Without a box: the programs of these tests tell of themselves in files, by the ids that the machine has for them.</summary>
    public static RunSettings Settings(string dbt) =>
        new()
        {
            DbtProgram = dbt,
            KillAfter = TimeSpan.FromMilliseconds(400),
            TakeOverAfter = TimeSpan.FromSeconds(2),
            Box = new() { Isolation = Isolation.None, Folders = ["/"] },
        };

    public static void AddExecutor(IServiceCollection services, string executor)
    {
        if (executor == Process)
        {
            services.AddSingleton<IRunExecutor, ProcessExecutor>();
        }
    }

    public static ServiceProvider Build(StoreSettings store, string executor, string dbt, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IHostApplicationLifetime, StartedLifetime>();
        var logged = new LoggedEvents();
        services.AddLogging(logging => logging.AddProvider(logged));
        services.AddSingleton(logged);
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddRuns(Settings(dbt), store);
        AddExecutor(services, executor);
        services.AddStore(store);
        return services.BuildServiceProvider();
    }
}
