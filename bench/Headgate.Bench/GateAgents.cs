using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Headgate.Bench;

/// <summary>The upstream and its thousand agents, with fifty grants each.</summary>
internal static class GateAgents
{
    public const int Agents = 1000;
    public const int Grants = 50;

    private static readonly string[] Granted = ["jobs", "runs.trigger"];

    /// <summary>Adds the upstream and the agents, and grants the first what all of them are to have; gives the agents' keys.</summary>
    public static async Task<IReadOnlyList<string>> AddAsync(Uri server, DemoFolder demo, Uri upstream, long project)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server, $"/api/gate/v1/accounts/{demo.AccountId}/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", demo.AdminToken);
        await PostAsync(
            http,
            "upstreams/",
            new JsonObject
            {
                ["name"] = "bench",
                ["base_address"] = upstream.GetLeftPart(UriPartial.Authority),
                ["token"] = "bench-token-of-the-trivial-upstream",
                ["test_bed"] = true,
            }
        );
        var keys = new List<string>();
        var first = 0L;
        for (var i = 1; i <= Agents; i++)
        {
            var made = await PostAsync(
                http,
                "agents/",
                new JsonObject { ["name"] = $"Agent {i} of the benchmark", ["upstream"] = "bench" }
            );
            keys.Add(made["secret"]!.ToString());
            first = i == 1 ? (long)made["agent"]!["id"]! : first;
        }
        // The place that is asked for is the last of them.
        for (var i = Grants / Granted.Length - 1; i >= 0; i--)
        {
            foreach (var capability in Granted)
            {
                await PostAsync(
                    http,
                    $"agents/{first}/grants/",
                    new JsonObject
                    {
                        ["capability"] = capability,
                        ["level"] = "full",
                        ["project_ids"] = new JsonArray(project + i),
                    }
                );
            }
        }
        return keys;
    }

    /// <summary>Gives the grants of the first agent to the others, in the database of a server that does not run: over the API it would be 50,000 calls.</summary>
    public static void CopyGrants(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        var columns = new List<string>();
        using (var ask = connection.CreateCommand())
        {
            ask.CommandText = "SELECT name FROM pragma_table_info('agent_grants') WHERE name NOT IN ('id', 'agent_id')";
            using var reader = ask.ExecuteReader();
            while (reader.Read())
            {
                columns.Add(reader.GetString(0));
            }
        }
        using var copy = connection.CreateCommand();
        copy.CommandText = $"""
            INSERT INTO agent_grants (agent_id, {string.Join(", ", columns)})
            SELECT a.id, {string.Join(", ", columns.Select(c => "g." + c))}
            FROM agents a JOIN agent_grants g ON g.agent_id = (SELECT MIN(id) FROM agents WHERE upstream = 'bench')
            WHERE a.upstream = 'bench' AND a.id <> g.agent_id
            """;
        if (copy.ExecuteNonQuery() is var made && made != (Agents - 1) * Grants)
        {
            throw new InvalidOperationException($"{made} grants were made.");
        }
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)!["data"]! : throw new InvalidOperationException($"{path}: {text}");
    }
}
