using Headgate.Platform.Related;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Keeping;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Retries;
using Headgate.Platform.Runs.Runners;
using Headgate.Platform.Runs.Schedules;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Headgate.Platform.Runs;

/// <summary>Adds runs to an application.</summary>
public static class RunsServices
{
    /// <summary>
    /// Adds the queue (<see cref="RunQueue"/>), schedules (<see cref="DueJobs"/>) and the execution of runs.
    /// The store must have been added, and opened before the application starts.
    /// </summary>
    public static IServiceCollection AddRuns(this IServiceCollection services, RunSettings settings, StoreSettings store)
    {
        services.TryAddSingleton(settings);
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton<CompletionTriggers>();
        services.TryAddSingleton<RunLedger>();
        services.TryAddSingleton<WaitingRuns>();
        services.TryAddSingleton<RunQueue>();
        services.TryAddSingleton<AdmittedRuns>();
        services.TryAddSingleton<NodeIdentity>();
        services.TryAddSingleton<RunPlanReader>();
        services.TryAddSingleton<RunArtifacts>();
        services.TryAddSingleton<RunIsolation>();
        services.TryAddSingleton<RunPublishing>();
        services.TryAddSingleton<IWarehouseTargets, EnvironmentWarehouses>();
        services.TryAddSingleton<RunParts>();
        services.TryAddSingleton<RunWork>();
        services.TryAddSingleton<IRunExecutor, LocalExecutor>();
        services.TryAddSingleton<RunnerTokens>();
        services.AddSingleton<ICallerSource, RunnerCallers>();
        services.TryAddSingleton<RunnerLogs>();
        services.TryAddSingleton<RunnerArtifacts>();
        services.TryAddSingleton<RunnerDoor>();
        services.TryAddSingleton<RunsClaim>();
        services.TryAddSingleton<RunRecovery>();
        services.TryAddSingleton<RetryMaterial>();
        services.TryAddSingleton<RunRetention>();
        services.TryAddSingleton<ArtifactSweep>();
        services.TryAddSingleton<StepRows>();
        services.TryAddSingleton<CloneRepository>();
        services.TryAddSingleton<IBranchHeads, BranchHeads>();
        services.TryAddSingleton<CreateProfile>();
        services.TryAddSingleton<HoldTerms>();
        services.TryAddSingleton<ScheduledRuns>();
        services.TryAddSingleton<DueJobs>();
        services.TryAddSingleton<ScheduleClock>();
        services.AddSingleton<IJobChanges>(provider => provider.GetRequiredService<ScheduleClock>());
        services.AddSingleton<IJobChanges, QueueOfDeletedJobs>();
        services.AddHostedService<RunsHost>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduleClock>());
        services.AddHostedService<RunWarmUp>();
        services.AddHostedService<RunKeeping>();
        return services;
    }

    /// <summary>Serves the door of runners that are on other machines (<see cref="RunnerTokens"/>); other requests go on.</summary>
    public static IApplicationBuilder UseRunnerDoor(this IApplicationBuilder app)
    {
        var door = app.ApplicationServices.GetRequiredService<RunnerDoor>();
        return app.Use(next =>
            http =>
                RunnerAddress.Is(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget) ? door.InvokeAsync(http) : next(http)
        );
    }
}
