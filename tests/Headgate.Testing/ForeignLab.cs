using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Gate.Agents;

namespace Headgate.Testing;

/// <summary>Foreign servers of a server, through its own operations.</summary>
public static class ForeignLab
{
    /// <summary>A server that may have foreign servers on this machine.</summary>
    public static Task<HeadgateServer> StartAsync(Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? also = null) =>
        HeadgateServer.StartAsync(settings => settings with { AllowLoopbackForeignServers = true }, also);

    /// <summary>Adds a foreign server; gives the answer's data.</summary>
    public static async Task<JsonElement> AddForeignAsync(this HeadgateServer server, string name, Uri url, string headers = "{}")
    {
        var (status, data) = await server.AskGateAsync(
            HttpMethod.Post,
            "mcp-servers/",
            $$"""{"name":"{{name}}","url":"{{url}}","headers":{{headers}}}"""
        );
        return status == HttpStatusCode.Created ? data : throw new InvalidOperationException($"{status}: {data}");
    }

    /// <summary>The tools of a foreign server.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonElement>> ForeignToolsAsync(this HeadgateServer server, JsonElement foreign)
    {
        var (_, page) = await server.AskGateAsync(HttpMethod.Get, $"mcp-servers/{foreign.GetProperty("id")}/tools/?limit=100");
        return page.EnumerateArray().ToDictionary(t => t.GetProperty("tool").GetString()!, t => t, StringComparer.Ordinal);
    }

    /// <summary>A person looks at a tool and lets it be used.</summary>
    public static async Task<HttpStatusCode> ReviewAsync(
        this HeadgateServer server,
        JsonElement foreign,
        string tool,
        string? digest = null
    )
    {
        var found = (await server.ForeignToolsAsync(foreign))[tool];
        var (status, _) = await server.AskGateAsync(
            HttpMethod.Post,
            $"mcp-servers/{foreign.GetProperty("id")}/tools/{found.GetProperty("id")}/review/",
            $$"""{"digest":"{{digest ?? found.GetProperty("digest").GetString()}}"}"""
        );
        return status;
    }

    /// <summary>An agent that is granted foreign tools; gives its key.</summary>
    public static Task<string> CreateForeignAgentAsync(this HeadgateServer server, string name, params IReadOnlyList<string> tools) =>
        tools.Count == 0
            ? server.CreateAgentAsync(name)
            : server.CreateAgentAsync(name, new NewGrant("foreign_tools.call", "full") { Tools = tools });

    /// <summary>Asks the gate's administration below the account; gives the status and the data.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Data)> AskGateAsync(
        this HeadgateServer server,
        HttpMethod method,
        string path,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(method, $"/api/gate/v1/accounts/{server.AccountId}/{path}");
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }
        using var response = await server.Admin.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, answer.TryGetProperty("data", out var data) ? data : answer);
    }
}
