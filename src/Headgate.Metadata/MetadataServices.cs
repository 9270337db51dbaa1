using Headgate.Metadata.Columns.Binding;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.Door;
using Headgate.Metadata.Ingestion;
using Headgate.Metadata.Query;
using Headgate.Metadata.Settings;
using Headgate.Metadata.State;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

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
        // Made with the first query: it takes longer than the rest of the start.
        var schema = new Lazy<GraphQL.Types.ISchema>(DiscoverySchema.Make);
        services.AddSingleton(_ => new QueryReader(schema.Value));
        services.AddSingleton(provider => new QueryExecution(schema.Value, provider.GetRequiredService<ILogger<QueryExecution>>()));
        services.AddSingleton<AddressRate>();
        services.AddSingleton<GraphDoor>();
        services.AddOperations(DeclaredOperations.All);
        return services;
    }

    /// <summary>Serves the door of GraphQL at its addresses; other requests go on.</summary>
    public static IApplicationBuilder UseMetadataDoor(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        return app.Use(next =>
            http =>
                GraphAddress.Is(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, http.Request.Host.Host)
                    ? services.GetRequiredService<GraphDoor>().InvokeAsync(http)
                    : next(http)
        );
    }
}
