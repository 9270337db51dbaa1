using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Up;

/// <summary>
/// The demo's webhook receiver on a free port of loopback: what a team's own receiver would be. It checks each event's signature, which is the
/// HMAC-SHA256 of the body under the subscription's secret, in hexadecimal, as the Authorization header.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private const int BodyLimit = 64 * 1024;

    private readonly WebApplication _app;
    private readonly Channel<ReceivedEvent> _events = Channel.CreateBounded<ReceivedEvent>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
        });
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    /// <summary>Where events are to be posted.</summary>
    public string Url =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/headgate-events";

    /// <summary>The subscription's secret, as soon as it is known.</summary>
    public string? Secret { get; set; }

    /// <summary>What came in, in order.</summary>
    public ChannelReader<ReceivedEvent> Events => _events.Reader;

    /// <summary>Starts a receiver.</summary>
    public static async Task<WebhookReceiver> StartAsync(CancellationToken cancellation)
    {
        var receiver = new WebhookReceiver();
        await receiver._app.StartAsync(cancellation);
        return receiver;
    }

    /// <summary>Whether a header is the signature of a body under a secret.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> body, string? header, string? secret)
    {
        if (header is null || secret is null)
        {
            return false;
        }
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(header));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        var signed = IsSigned(body, context.Request.Headers.Authorization, Secret);
        context.Response.StatusCode = signed ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        if (Parsed(body) is { } content)
        {
            var data = content["data"];
            await _events.Writer.WriteAsync(
                new ReceivedEvent(
                    content["eventType"]?.ToString() ?? "an event",
                    data?["runId"]?.ToString() ?? "",
                    data?["runStatus"]?.ToString() ?? "",
                    signed
                ),
                context.RequestAborted
            );
        }
    }

    private static JsonNode? Parsed(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
