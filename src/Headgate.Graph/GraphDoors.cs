using Headgate.Graph.Door;
using Headgate.Graph.Query;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Graph;

/// <summary>Adds doors of GraphQL to an application.</summary>
public static class GraphDoors
{
    /// <summary>Serves an API at its addresses; other requests go on.</summary>
    /// <typeparam name="T">The API, which is among the application's services.</typeparam>
    public static IApplicationBuilder UseGraphDoor<T>(this IApplicationBuilder app)
        where T : GraphSurface
    {
        var surface = app.ApplicationServices.GetRequiredService<T>();
        var door = ActivatorUtilities.CreateInstance<GraphDoor>(app.ApplicationServices, surface);
        return app.Use(next =>
            http =>
                surface.Serves(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, http.Request.Host.Host)
                    ? door.InvokeAsync(http)
                    : next(http)
        );
    }
}
