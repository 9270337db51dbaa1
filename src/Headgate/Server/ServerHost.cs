using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Headgate.Server;

/// <summary>Puts the server together: settings in, an application that can be started out.</summary>
public static class ServerHost
{
    /// <summary>Builds the server. Nothing listens before it is started.</summary>
    public static WebApplication Build(ServerSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = settings.DataFolder });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Logging.SetMinimumLevel(Enum.Parse<LogLevel>(settings.LogLevel, ignoreCase: true));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

        builder.Services.AddRoutingCore();

        var app = builder.Build();
        app.MapGet("/healthz", () => Results.Text("ok\n"));
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        if (settings.Address == "localhost")
        {
            kestrel.ListenLocalhost(settings.Port);
        }
        else
        {
            kestrel.Listen(IPAddress.Parse(settings.Address), settings.Port);
        }
    }
}
