using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests;

/// <summary>A server as <c>up --detach</c> leaves it, with the demo built once for all tests that share it.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    /// <summary>The data folder.</summary>
    public string Data => _folder.Path;

    /// <summary>What <c>up</c> printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>The content of bootstrap.json.</summary>
    internal JsonNode Bootstrap { get; private set; } = new JsonObject();

    /// <summary>Address, without a closing slash.</summary>
    public string Url => Bootstrap["url"]!.ToString();

    /// <summary>The account's id.</summary>
    public long Account => (long)Bootstrap["account_id"]!;

    /// <summary>The job's id.</summary>
    public long Job => (long)Bootstrap["job_id"]!;

    /// <summary>The admin token.</summary>
    public string Token => Bootstrap["admin_token"]!.ToString();

    /// <summary>The agent's key.</summary>
    public string Agent => Bootstrap["agent_key"]!.ToString();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var result = await HeadgateProgram.RunAsync("up", "--detach", "--data", Data, "--port", "0");
        result.ExitCode.ShouldBe(0, result.All);
        Output = result.Output;
        Bootstrap = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Data, "bootstrap.json")))!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await HeadgateProgram.RunAsync("down", "--data", Data);
        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>Sends a request below the account; the scheme is the word before the credential.</summary>
    internal async Task<(int Status, string Body)> SendAsync(
        string method,
        string version,
        string path,
        string scheme,
        string credential,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"{Url}/api/{version}/accounts/{Account}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, credential);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Reads something as the administrator; the envelope's data.</summary>
    internal async Task<JsonNode> ReadAsync(string version, string path)
    {
        var (status, body) = await SendAsync("GET", version, path, "Token", Token);
        status.ShouldBe(200, body);
        return JsonNode.Parse(body)!["data"]!;
    }

    /// <summary>Reads a run until it has ended.</summary>
    internal async Task<JsonNode> WaitForRunAsync(long run)
    {
        JsonNode now = new JsonObject();
        await Until.HoldsAsync(
            async () => (int)(now = await ReadAsync("v2", $"runs/{run}/"))["status"]! >= 10,
            () => $"run {run} ends; it is {now.ToJsonString()}",
            TestContext.Current.CancellationToken
        );
        return now;
    }

    /// <summary>The file of a JSON text, indented for messages.</summary>
    internal static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
}
