using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Metrics;

/// <summary>Asks a server's Semantic Layer as dbt's clients do.</summary>
internal sealed class SemanticLayer(DemoServer server, string credential) : IDisposable
{
    private readonly HttpClient _http = new();

    public long Environment => (long)server.Bootstrap["environment_id"]!;

    /// <summary>The whole answer.</summary>
    public async Task<JsonNode> AnswerAsync(string query, JsonObject? variables = null, string? path = null, string? host = null)
    {
        variables ??= [];
        variables["environmentId"] ??= Environment;
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url + (path ?? "/semantic-layer/api/graphql"));
        request.Headers.Authorization = new AuthenticationHeaderValue("bearer", credential);
        request.Headers.Host = host;
        request.Content = new StringContent(
            new JsonObject { ["query"] = query, ["variables"] = variables.DeepClone() }.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(body) ?? throw new InvalidOperationException(body);
    }

    /// <summary>The data of an answer without errors.</summary>
    public async Task<JsonNode> AskAsync(string query, JsonObject? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        answer["errors"].ShouldBeNull(answer.ToJsonString());
        return answer["data"]!;
    }

    /// <summary>The message of the first error.</summary>
    public async Task<string> ErrorAsync(string query, JsonObject? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        answer["errors"].ShouldNotBeNull(answer.ToJsonString());
        return answer["errors"]![0]!["message"]!.ToString();
    }

    /// <summary>Creates a query as dbt's SDK does, waits for it, and gives its rows.</summary>
    public async Task<JsonArray> RowsAsync(string arguments, string mutation = "createQuery")
    {
        var created = await AskAsync(
            $"mutation createQuery($environmentId: BigInt!) {{ {mutation}(environmentId: $environmentId, {arguments}) {{ queryId }} }}"
        );
        var page = await PageAsync(created[mutation]!["queryId"]!.ToString());
        page["status"]!.ToString().ShouldBe("SUCCESSFUL", page.ToJsonString());
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(page["jsonResult"]!.ToString()));
        return [.. JsonNode.Parse(json)!["data"]!.AsArray().Select(row => row!.DeepClone())];
    }

    /// <summary>The first page of a query, once it has ended.</summary>
    public async Task<JsonNode> PageAsync(string queryId, int number = 1)
    {
        JsonNode? page = null;
        await Until.HoldsAsync(
            async () =>
            {
                page = (
                    await AskAsync(
                        """
                        query getQueryResults($environmentId: BigInt!, $queryId: String!, $pageNum: Int!) {
                          query(environmentId: $environmentId, queryId: $queryId, pageNum: $pageNum) {
                            queryId status sql error totalPages arrowResult jsonResult } }
                        """,
                        new JsonObject { ["queryId"] = queryId, ["pageNum"] = number }
                    )
                )["query"]!;
                return page["status"]!.ToString() is "SUCCESSFUL" or "FAILED";
            },
            $"the query {queryId} ends",
            TestContext.Current.CancellationToken
        );
        return page!;
    }

    /// <summary>What a tool of the MCP server answers: the text of its first block, or why there is none.</summary>
    public async Task<string> ToolAsync(string tool, JsonObject arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url + "/api/ai/v1/mcp/");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        request.Headers.Add("x-dbt-prod-environment-id", $"{Environment}");
        request.Headers.Add("MCP-Protocol-Version", "2025-11-25");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Content = new StringContent(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = 1,
                ["method"] = "tools/call",
                ["params"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments.DeepClone() },
            }.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var answer = JsonNode.Parse(
            body.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal) || line.StartsWith('{')).Replace("data: ", "")
        )!;
        return answer["result"]?["content"]?.AsArray().Aggregate("", (text, block) => text + block!["text"]) ?? answer.ToJsonString();
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A number of a row.</summary>
    public static decimal Number(JsonNode? row, string column) => JsonSerializer.Deserialize<decimal>(row![column]!.ToJsonString());
}
