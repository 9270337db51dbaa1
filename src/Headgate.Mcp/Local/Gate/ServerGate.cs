using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Mcp.Local.Commands;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Local.Gate;

/// <summary>
/// The gate of a server: it decides on each command, and its record has it, before the command runs. Whatever is no clear yes is a no: a server that cannot be reached, that
/// answers something else, or another address that it points to.
/// </summary>
internal sealed class ServerGate : IGate, IDisposable
{
    private const int LargestAnswer = 1024 * 1024;
    private const int LongestMessage = 2000;

    private readonly HttpClient _http;
    private readonly Uri _server;

    /// <summary>The gate of a server.</summary>
    public ServerGate(GateAddress address)
    {
        _server = address.Server;
        // The key goes to the server that was named, and not to where that points.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(address.Server.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromSeconds(15),
            MaxResponseContentBufferSize = LargestAnswer,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Key.Reveal());
    }

    /// <inheritdoc/>
    public async Task<string?> RefusalAsync(DbtCommand command, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/gate/v1/commands/")
            {
                Content = new StringContent(Body(command).ToJsonString(), Encoding.UTF8, "application/json"),
            };
            using var response = await _http.SendAsync(request, cancellation);
            var answer = Parsed(await response.Content.ReadAsStringAsync(cancellation));
            return !response.IsSuccessStatusCode && Said(answer) is { } said
                    ? $"Nothing was run: the gate refused it ({(int)response.StatusCode}). {said}"
                : response.IsSuccessStatusCode && IsYes(answer) ? null
                : NotRun($"its answer, with status {(int)response.StatusCode}, is not one of Headgate's gate");
        }
        catch (HttpRequestException error)
        {
            return NotRun(error.Message);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return NotRun("it did not answer in time");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonObject? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What the gate says to the caller, and about which fields; null where it says nothing.</summary>
    private static string? Said(JsonObject? answer)
    {
        if (answer?["status"] is not JsonObject status || status["user_message"]?.ToString() is not { Length: > 0 } message)
        {
            return null;
        }
        var text = answer["data"] is JsonObject { Count: > 0 } fields ? $"{message} {fields.ToJsonString()}" : message;
        return ShownText.Of(text.Length > LongestMessage ? text[..LongestMessage] + "…" : text);
    }

    private static JsonObject Body(DbtCommand command) =>
        new()
        {
            ["name"] = command.Name,
            ["tool"] = command.Tool,
            ["arguments"] = new JsonArray([.. command.Arguments.Select(word => (JsonNode)word)]),
        };

    private static bool IsYes(JsonObject? answer) =>
        answer?["data"] is JsonObject said && said["is_allowed"] is JsonValue allowed && allowed.TryGetValue<bool>(out var yes) && yes;

    private string NotRun(string why) =>
        $"Nothing was run: the gate at {_server.GetLeftPart(UriPartial.Path)} gave no leave ({why}). Commands run only after it; check HEADGATE_URL and HEADGATE_TOKEN, or ask who runs the server.";
}
