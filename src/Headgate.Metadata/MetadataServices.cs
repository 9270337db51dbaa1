using Headgate.Graph;
using Headgate.Metadata.Columns.Binding;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.Ingestion;
using Headgate.Metadata.Query;
using Headgate.Metadata.Settings;
using Headgate.Metadata.State;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Headgate.Metadata;

/// <summary>Adds Discovery to an application.</summary>
public static class MetadataServices
{
    /// <summary>Adds the reading of artifacts, the operations that ask about them, and the door of GraphQL. The store and the wire must have been added.</summary>
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
        services.TryAddSingleton<Func<IBinding>>(() =>
            new BindingProcess(settings.ColumnBinder ?? [Environment.ProcessPath!, BinderProgram.Command])
        );
        services.AddSingleton<ColumnKeeper>();
        services.AddSingleton<ColumnStates>();
        services.AddHostedService<MetadataHost>();
        services.AddSingleton<EnvironmentStates>();
        services.AddSingleton<RunStates>();
        services.AddSingleton<DiscoverySurface>();
        services.AddOperations(DeclaredOperations.All);
        return services;
    }

    /// <summary>Serves the door of GraphQL at its addresses; other requests go on.</summary>
    public static IApplicationBuilder UseMetadataDoor(this IApplicationBuilder app) => app.UseGraphDoor<DiscoverySurface>();
}
