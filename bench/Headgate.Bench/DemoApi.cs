using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Headgate.Bench;

/// <summary>The calls of the benchmark.</summary>
internal sealed class DemoApi(Uri server, DemoFolder demo) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(server, $"/api/v2/accounts/{demo.AccountId}/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Token", demo.AdminToken) },
    };

    public void Dispose() => _http.Dispose();

    public Uri JobUrl => new(_http.BaseAddress!, $"jobs/{demo.JobId}/");

    public Uri JobsUrl => new(_http.BaseAddress!, "jobs/?limit=100");

    /// <summary>Makes jobs beside the demo's, in its project, until there are a hundred.</summary>
    public async Task MakeHundredJobsAsync()
    {
        var job = await SendAsync(HttpMethod.Get, $"jobs/{demo.JobId}/", null);
        for (var i = 2; i <= 100; i++)
        {
            var made = new JsonObject
            {
                ["project_id"] = (long)job["project_id"]!,
                ["environment_id"] = (long)job["environment_id"]!,
                ["name"] = $"Job {i} of the benchmark",
                ["execute_steps"] = new JsonArray("dbt build"),
            };
            await SendAsync(HttpMethod.Post, "jobs/", made.ToJsonString());
        }
    }

    /// <summary>From before the request that triggers a run is sent until its first step has started; the run is cancelled then.</summary>
    public async Task<TimeSpan> MeasureFirstStepAsync()
    {
        var asked = DateTimeOffset.UtcNow;
        var run = (long)(await SendAsync(HttpMethod.Post, $"jobs/{demo.JobId}/run/", """{"cause":"benchmark"}"""))["id"]!;
        DateTimeOffset? started = null;
        while (started is null)
        {
            // Nothing disturbs the server while it starts the run.
            await Task.Delay(Pause);
            var read = await SendAsync(HttpMethod.Get, $"runs/{run}/?include_related=[%22run_steps%22]", null);
            if (read["run_steps"] is JsonArray { Count: > 0 } steps && steps[0]!["started_at"] is { } time)
            {
                started = DateTimeOffset.Parse(time.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            }
        }
        await SendAsync(HttpMethod.Post, $"runs/{run}/cancel/", null);
        while ((int)(await SendAsync(HttpMethod.Get, $"runs/{run}/", null))["status"]! < 10)
        {
            await Task.Delay(Pause);
        }
        return started.Value - asked;
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)!["data"]! : throw new InvalidOperationException(text);
    }
}
