using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Testing;

/// <summary>A foreign MCP server on loopback that answers as a test wants, also in ways that no SDK would.</summary>
public sealed class ForeignServerOfTests : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ForeignServerOfTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Its endpoint.</summary>
    public Uri Url =>
        new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/mcp");

    /// <summary>Definitions of its tools, as JSON.</summary>
    public IReadOnlyList<string> Tools { get; set; } = [];

    /// <summary>Answers a call of a tool; null for one that repeats its arguments.</summary>
    public Func<HttpContext, JsonElement, Task>? OnCall { get; set; }

    /// <summary>Answers a question for the tools; null for one that lists them.</summary>
    public Func<HttpContext, JsonElement, Task>? OnList { get; set; }

    /// <summary>Answers every request instead; null for none.</summary>
    public Func<HttpContext, Task>? OnAny { get; set; }

    /// <summary>Methods that were asked, in order; <c>(answer)</c> for what answers a question of its own.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What answered questions of its own.</summary>
    public ConcurrentQueue<JsonElement> Answers { get; } = new();

    /// <summary>Requests of any kind.</summary>
    public int Requests { get; private set; }

    /// <summary>The header <c>Authorization</c> of the last request.</summary>
    public string? Authorization { get; private set; }

    /// <summary>Starts one.</summary>
    /// <param name="tools">Definitions of its tools, as JSON.</param>
    public static async Task<ForeignServerOfTests> StartAsync(params IReadOnlyList<string> tools)
    {
        var server = new ForeignServerOfTests { Tools = tools };
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A definition.</summary>
    public static string Tool(string name, string description = "Says what it is told.", string properties = "{}") =>
        $$$"""{"name":{{{JsonSerializer.Serialize(name)}}},"description":{{{JsonSerializer.Serialize(description)}}},"inputSchema":{"type":"object","properties":{{{properties}}}}}""";

    /// <summary>A tool's result of one text.</summary>
    public static string Result(string text) => $$"""{"content":[{"type":"text","text":{{JsonSerializer.Serialize(text)}}}]}""";

    /// <summary>Answers with a result.</summary>
    public static Task AnswerAsync(HttpContext http, JsonElement message, string result)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(
            $$"""{"jsonrpc":"2.0","id":{{message.GetProperty("id").GetRawText()}},"result":{{result}}}""",
            http.RequestAborted
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext http)
    {
        Requests++;
        Authorization = http.Request.Headers.Authorization;
        if (OnAny is { } any)
        {
            await any(http);
            return;
        }
        var message = (await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted)).RootElement.Clone();
        if (!message.TryGetProperty("method", out var named))
        {
            Asked.Enqueue("(answer)");
            Answers.Enqueue(message);
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }
        var method = named.GetString()!;
        Asked.Enqueue(method);
        if (!message.TryGetProperty("id", out var id))
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }
        switch (method)
        {
            case "initialize":
                await AnswerAsync(
                    http,
                    message,
                    """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"foreign","version":"1"}}"""
                );
                break;
            case "tools/list" when OnList is { } list:
                await list(http, message);
                break;
            case "tools/list":
                await AnswerAsync(http, message, $$"""{"tools":[{{string.Join(',', Tools)}}]}""");
                break;
            case "tools/call" when OnCall is { } call:
                await call(http, message);
                break;
            case "tools/call":
                await AnswerAsync(http, message, Result(message.GetProperty("params").GetProperty("arguments").GetRawText()));
                break;
            default:
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(
                    $$$"""{"jsonrpc":"2.0","id":{{{id.GetRawText()}}},"error":{"code":-32601,"message":"no such method"}}""",
                    http.RequestAborted
                );
                break;
        }
    }
}
