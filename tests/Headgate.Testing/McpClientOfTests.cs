using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Headgate.Testing;

/// <summary>A client of the MCP door that writes each message itself, so that it can also write one that no SDK would.</summary>
/// <param name="server">Where the server is.</param>
/// <param name="key">The key that it shows; null for none.</param>
public sealed class McpClientOfTests(Uri server, string? key) : IDisposable
{
    /// <summary>The revision without sessions.</summary>
    public const string Stateless = "2026-07-28";

    private const string Meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\""
        + Stateless
        + "\",\"io.modelcontextprotocol/clientCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}}";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server };

    /// <summary>Calls a tool.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">An object, as JSON.</param>
    public Task<McpReply> CallAsync(string tool, string arguments = "{}") =>
        AskAsync("tools/call", $"\"name\":{JsonSerializer.Serialize(tool)},\"arguments\":{arguments}", tool);

    /// <summary>Asks something, in the revision without sessions.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Members of the parameters, as JSON; empty for none.</param>
    /// <param name="name">What the header <c>Mcp-Name</c> says; null for none.</param>
    /// <param name="change">Changes the request before it goes.</param>
    public Task<McpReply> AskAsync(string method, string parameters = "", string? name = null, Action<HttpRequestMessage>? change = null) =>
        SendAsync(
            $"{{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":{JsonSerializer.Serialize(method)},\"params\":{{{parameters}{(parameters.Length == 0 ? "" : ",")}{Meta}}}}}",
            request =>
            {
                request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", Stateless);
                request.Headers.TryAddWithoutValidation("Mcp-Method", method);
                if (name is not null)
                {
                    request.Headers.TryAddWithoutValidation("Mcp-Name", name);
                }
                change?.Invoke(request);
            }
        );

    /// <summary>Sends a body as it is.</summary>
    public async Task<McpReply> SendAsync(string body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ai/v1/mcp/")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        change?.Invoke(request);
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new McpReply(response.StatusCode, text, McpReply.Parse(text));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
