using Headgate.Graph;
using Headgate.Metrics.Answering;
using Headgate.Metrics.Api;
using Headgate.Metrics.Flight;
using Headgate.Metrics.Settings;
using Headgate.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Metrics;

/// <summary>Adds the Semantic Layer to an application.</summary>
public static class MetricsServices
{
    /// <summary>Adds the operations that read and query metrics, and the door of GraphQL. The store, the platform's runs and the wire must have been added.</summary>
    public static IServiceCollection AddMetrics(this IServiceCollection services, MetricsSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<SemanticProjects>();
        services.AddSingleton<MetricReaders>();
        services.AddSingleton<MetricQueries>();
        services.AddSingleton<MetricsSurface>();
        services.AddOperations(DeclaredOperations.All);
        if (settings.FlightPort is not null)
        {
            services.AddSingleton<FlightDoor>();
            services.AddGrpc().AddFlightServer<FlightDoor>();
        }
        return services;
    }

    /// <summary>Serves Arrow Flight SQL at its port, where it has one, and nothing else there; requests of other ports go on.</summary>
    public static IApplicationBuilder UseFlightDoor(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<MetricsSettings>().FlightPort is null
            ? app
            : app.MapWhen(
                http => http.Features.Get<FlightPort>() is not null,
                flight =>
                {
                    flight.UseRouting();
                    flight.UseEndpoints(endpoints => endpoints.MapFlightEndpoint());
                }
            );

    /// <summary>Serves the door of GraphQL at its addresses; other requests go on.</summary>
    public static IApplicationBuilder UseMetricsDoor(this IApplicationBuilder app) => app.UseGraphDoor<MetricsSurface>();
}
