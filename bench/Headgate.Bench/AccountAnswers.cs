using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Headgate.Bench;

/// <summary>Answers of the Admin API as a Headgate gave them, kept in a folder for the trivial upstream.</summary>
internal static class AccountAnswers
{
    /// <summary>Asks for each and writes it down.</summary>
    public static async Task WriteAsync(string folder, Uri server, DemoFolder demo)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server, $"/api/v2/accounts/{demo.AccountId}/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", demo.AdminToken);
        await KeepAsync(folder, "accounts", await http.GetAsync(new Uri(server, "/api/v3/accounts/")));
        await KeepAsync(folder, "job", await http.GetAsync($"jobs/{demo.JobId}/"));
        await KeepAsync(folder, "jobs", await http.GetAsync("jobs/?limit=100"));
        await KeepAsync(folder, "none", await http.GetAsync("jobs/?limit=100&project_id=9007199254740991"));
        using var cause = new StringContent("""{"cause":"benchmark"}""", Encoding.UTF8, "application/json");
        var run = await KeepAsync(folder, "run", await http.PostAsync($"jobs/{demo.JobId}/run/", cause));
        using var _ = await http.PostAsync($"runs/{JsonNode.Parse(run)!["data"]!["id"]}/cancel/", null);
    }

    private static async Task<string> KeepAsync(string folder, string name, HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{name}: {text}");
            }
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".json"), text);
            return text;
        }
    }
}
