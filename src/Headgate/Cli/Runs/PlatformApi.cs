using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.Cli.Runs;

/// <summary>A client of the server's own Admin API. Answers are the envelope's <c>data</c>; refusals become the line that the server says.</summary>
internal sealed class PlatformApi : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Talks to <paramref name="url"/> with a token for one account.</summary>
    public PlatformApi(string url, long accountId, string token)
    {
        Url = url.TrimEnd('/');
        AccountId = accountId;
        _http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", token);
    }

    /// <summary>Address of the server, without a closing slash.</summary>
    public string Url { get; }

    /// <summary>The account that paths are below.</summary>
    public long AccountId { get; }

    /// <summary>The account that a token belongs to, asked of the server: which tests address and token.</summary>
    /// <exception cref="CommandFailure">No server answers there, or it refuses the token.</exception>
    public static async Task<long> AccountOfAsync(string url, string token, CancellationToken cancellation)
    {
        using var api = new PlatformApi(url, 0, token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v3/accounts/");
        using var response = await api.SendAsync(request, cancellation);
        var answer = Parsed(await response.Content.ReadAsStringAsync(cancellation));
        return response.IsSuccessStatusCode
            ? (long?)answer?["data"]?[0]?["id"]
                ?? throw new CommandFailure($"What answers at {url} is no Headgate server: it names no account.")
            : throw new CommandFailure(
                $"{url} refuses the token ({(int)response.StatusCode}): {MessageOf(answer) ?? response.ReasonPhrase}"
            );
    }

    /// <summary>Reads a whole list below the account, page by page.</summary>
    public async Task<JsonArray> ListAsync(string version, string path, CancellationToken cancellation)
    {
        var all = new JsonArray();
        while (true)
        {
            var page = (JsonArray)
                await GetAsync(
                    version,
                    $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=100&offset={all.Count}",
                    cancellation
                );
            var count = page.Count;
            foreach (var one in page.ToList())
            {
                page.Remove(one);
                all.Add(one);
            }
            if (count < 100)
            {
                return all;
            }
        }
    }

    /// <summary>Reads something below the account.</summary>
    public Task<JsonNode> GetAsync(string version, string path, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, version, path, null, cancellation);

    /// <summary>Creates, changes or does something below the account.</summary>
    public Task<JsonNode> PostAsync(string version, string path, JsonObject body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, version, path, body, cancellation);

    /// <summary>Replaces something below the account.</summary>
    public Task<JsonNode> PutAsync(string version, string path, JsonObject body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, version, path, body, cancellation);

    /// <summary>Deletes something below the account.</summary>
    public Task<JsonNode> DeleteAsync(string version, string path, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Delete, version, path, null, cancellation);

    /// <summary>Opens a stream of events below the account; null where the server has no room for another.</summary>
    /// <param name="version">Version of the API.</param>
    /// <param name="path">Path below the account.</param>
    /// <param name="last">Id of the last event that was received; null for all of them.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Stream?> OpenEventsAsync(string version, string path, string? last, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(version, path));
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }
        var response = await SendAsync(request, cancellation, HttpCompletionOption.ResponseHeadersRead);
        if (response.IsSuccessStatusCode)
        {
            return await response.Content.ReadAsStreamAsync(cancellation);
        }
        using (response)
        {
            return response.StatusCode == HttpStatusCode.TooManyRequests
                ? null
                : throw new CommandFailure(
                    Refusal(HttpMethod.Get, path, response.StatusCode, Parsed(await response.Content.ReadAsStringAsync(cancellation)))
                );
        }
    }

    /// <summary>The status and the user's message of one request, whatever they are.</summary>
    public async Task<(int Status, string Message)> TryAsync(HttpMethod method, string version, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, PathOf(version, path));
        using var response = await SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return ((int)response.StatusCode, MessageOf(Parsed(text)) ?? response.ReasonPhrase ?? "");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> SendAsync(HttpMethod method, string version, string path, JsonObject? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, PathOf(version, path));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }
        using var response = await SendAsync(request, cancellation);
        var answer = Parsed(await response.Content.ReadAsStringAsync(cancellation));
        if (!response.IsSuccessStatusCode)
        {
            throw new CommandFailure(Refusal(method, path, response.StatusCode, answer));
        }
        return answer?["data"] ?? answer ?? new JsonObject();
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellation,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead
    )
    {
        try
        {
            return await _http.SendAsync(request, completion, cancellation);
        }
        catch (HttpRequestException error)
        {
            throw new CommandFailure(
                $"No server answers at {Url} ({error.Message}): start it with 'headgate up' or 'headgate serve', or name another with --url.",
                error
            );
        }
    }

    private string PathOf(string version, string path) => $"/api/{version}/accounts/{AccountId}/{path}";

    private static string Refusal(HttpMethod method, string path, HttpStatusCode status, JsonNode? answer)
    {
        var fields = string.Join("; ", Problems("", answer?["data"]));
        var message = MessageOf(answer) ?? status.ToString();
        return $"{method} {path} was answered with {(int)status}: {message}{(fields.Length > 0 ? " (" + fields + ")" : "")}";
    }

    /// <summary>What is wrong with each field of a body: <c>schedule.date.cron: a cron expression is required</c>.</summary>
    private static IEnumerable<string> Problems(string path, JsonNode? found) =>
        found switch
        {
            JsonObject fields => fields.SelectMany(f => Problems(path.Length == 0 ? f.Key : $"{path}.{f.Key}", f.Value)),
            JsonArray { Count: > 0 } list => [$"{path}: {string.Join(", ", list.Select(one => one?.ToString()))}"],
            JsonValue text => [path.Length == 0 ? text.ToString() : $"{path}: {text}"],
            _ => [],
        };

    private static string? MessageOf(JsonNode? answer) => answer?["status"]?["user_message"]?.ToString() ?? answer?["detail"]?.ToString();

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
