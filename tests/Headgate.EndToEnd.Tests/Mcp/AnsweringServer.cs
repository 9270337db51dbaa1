using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headgate.EndToEnd.Tests.Mcp;

/// <summary>A server that gives one answer to everything.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AnsweringServer(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>Starts one.</summary>
    public static async Task<AnsweringServer> StartAsync(int status, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "/";
            return http.Response.WriteAsync(body);
        });
        await app.StartAsync();
        return new AnsweringServer(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
