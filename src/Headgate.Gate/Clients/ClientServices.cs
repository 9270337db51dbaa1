using Headgate.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Gate.Clients;

/// <summary>Adds what lets clients act as agents, and serves its door.</summary>
public static class ClientServices
{
    internal static void AddClients(this IServiceCollection services)
    {
        services.AddSingleton<ClientAddresses>();
        services.AddSingleton<ClientAnswers>();
        services.AddSingleton<RegisteredClients>();
        services.AddSingleton<ClientDocuments>();
        services.AddSingleton<ConnectRequests>();
        services.AddSingleton<ClientConnections>();
        services.AddSingleton<ClientTokens>();
        services.AddSingleton<OAuthDocuments>();
        services.AddSingleton<OAuthDoor>();
        services.AddSingleton<ICallerSource, ClientCallerSource>();
    }

    /// <summary>Serves the door of OAuth at its addresses; other requests go on.</summary>
    public static IApplicationBuilder UseOAuthDoor(this IApplicationBuilder app) =>
        app.MapWhen(
            http => OAuthDoor.Has(http.Request.Path),
            branch =>
            {
                OAuthDoor? door = null;
                branch.Run(http => (door ??= app.ApplicationServices.GetRequiredService<OAuthDoor>()).InvokeAsync(http));
            }
        );
}
