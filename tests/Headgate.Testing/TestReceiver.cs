using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Testing;

/// <summary>A receiver of webhooks on loopback that answers as a test wants.</summary>
public sealed class TestReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ReceivedPost> _posts = Channel.CreateUnbounded<ReceivedPost>();
    private int _count;

    private TestReceiver(Func<HttpContext, int, Task> answer, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                {
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                }
            )
        );
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var number = Interlocked.Increment(ref _count);
            await _posts.Writer.WriteAsync(new ReceivedPost(http.Request.Path, body.ToArray(), headers), http.RequestAborted);
            await answer(http, number);
        });
    }

    /// <summary>Its address, with a path.</summary>
    public Uri Url =>
        new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/hook");

    /// <summary>How many requests have come.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>What has come in and was not yet looked at, in order.</summary>
    public ChannelReader<ReceivedPost> Posts => _posts.Reader;

    /// <summary>Starts one that answers every request, counted from 1, with a status.</summary>
    public static Task<TestReceiver> StartAsync(Func<int, int> status) =>
        StartAsync(
            (http, number) =>
            {
                http.Response.StatusCode = status(number);
                return Task.CompletedTask;
            }
        );

    /// <summary>Starts one that answers as the callback does.</summary>
    public static async Task<TestReceiver> StartAsync(Func<HttpContext, int, Task> answer, X509Certificate2? certificate = null)
    {
        var receiver = new TestReceiver(answer, certificate);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
