using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace Headgate.Bench;

/// <summary>What the gate is measured with, each in a process of its own: an account that always answers the same, and YARP with nothing but a route.</summary>
internal static class SideServers
{
    /// <summary>What a server writes once it can be asked, before its address.</summary>
    public const string Ready = "ready at ";

    /// <summary>Answers from memory what a job, a list and a trigger were answered with once; waits for nothing and judges nothing.</summary>
    public static async Task<int> UpstreamAsync(string folder)
    {
        var answers = Directory
            .GetFiles(folder, "*.json")
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllBytes, StringComparer.Ordinal);
        await using var app = Empty(_ => { });
        app.Run(http =>
        {
            var name = NameOf(http.Request);
            http.Response.StatusCode = name == "run" ? StatusCodes.Status201Created : StatusCodes.Status200OK;
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = answers[name].Length;
            return http.Response.Body.WriteAsync(answers[name], http.RequestAborted).AsTask();
        });
        return await ServeAsync(app);
    }

    /// <summary>YARP with the one route that the calls take.</summary>
    public static async Task<int> ProxyAsync(string upstream)
    {
        await using var app = Empty(services =>
            services
                .AddReverseProxy()
                .LoadFromMemory(
                    [
                        new RouteConfig
                        {
                            RouteId = "jobs",
                            ClusterId = "account",
                            Match = new RouteMatch { Path = "/api/v2/accounts/{account_id}/jobs/{**rest}" },
                        },
                    ],
                    [
                        new ClusterConfig
                        {
                            ClusterId = "account",
                            Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
                            {
                                ["one"] = new() { Address = upstream },
                            },
                        },
                    ]
                )
        );
        app.UseRouting();
        app.MapReverseProxy();
        return await ServeAsync(app);
    }

    private static string NameOf(HttpRequest request) =>
        request.Path.Value! switch
        {
            "/api/v3/accounts/" => "accounts",
            var path when path.EndsWith("/run/", StringComparison.Ordinal) => "run",
            var path when path.EndsWith("/jobs/", StringComparison.Ordinal) => request.QueryString.Value!.Contains(
                "9007199254740991",
                StringComparison.Ordinal
            )
                ? "none"
                : "jobs",
            _ => "job",
        };

    private static WebApplication Empty(Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        add(builder.Services);
        return builder.Build();
    }

    /// <summary>Serves until its standard input ends, which it does with the benchmark.</summary>
    private static async Task<int> ServeAsync(WebApplication app)
    {
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        Console.WriteLine(Ready + address);
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
