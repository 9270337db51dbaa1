using Headgate.Metadata.Ingestion;
using Headgate.Metadata.Settings;
using Headgate.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Metadata;

/// <summary>Adds Discovery to an application.</summary>
public static class MetadataServices
{
    /// <summary>Adds the reading of artifacts. The store must have been added.</summary>
    public static IServiceCollection AddMetadata(this IServiceCollection services, MetadataSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<RunReading>();
        services.AddSingleton<StateWriter>();
        services.AddSingleton<RunIngestion>();
        services.AddSingleton<EndedRuns>();
        services.AddSingleton<HistoryRetention>();
        services.AddSingleton<MetadataSignal>();
        services.AddSingleton<IOutboxFollower>(provider => provider.GetRequiredService<MetadataSignal>());
        services.AddHostedService<MetadataHost>();
        return services;
    }
}
