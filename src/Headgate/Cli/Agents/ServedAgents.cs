using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Cli.Runs;
using Headgate.Gate.Agents;
using Headgate.Gate.Operations;

namespace Headgate.Cli.Agents;

/// <summary>Agents through the server's own operations, as any administrator's program does it.</summary>
internal sealed class ServedAgents(PlatformApi api) : IAgentAccess
{
    private const string Version = "gate/v1";

    public async Task<IReadOnlyList<AgentView>> ListAsync(CancellationToken cancellation)
    {
        List<AgentView> all = [];
        while (true)
        {
            var page = (JsonArray)await api.GetAsync(Version, $"agents/?limit=100&offset={all.Count}", cancellation);
            all.AddRange(page.Select(one => one.Deserialize(GateJson.Default.AgentView)!));
            if (page.Count < 100)
            {
                return all;
            }
        }
    }

    public async Task<IssuedKey> CreateAsync(NewAgent agent, CancellationToken cancellation) =>
        Issued(
            await api.PostAsync(
                Version,
                "agents/",
                new JsonObject
                {
                    ["name"] = agent.Name,
                    ["description"] = agent.Description,
                    ["owner"] = agent.Owner,
                    ["upstream"] = agent.Upstream,
                    ["key_expires_at"] = agent.KeyExpiresAt,
                },
                cancellation
            )
        );

    public async Task<AgentView> EnableAsync(long agent, bool enabled, CancellationToken cancellation) =>
        View(await api.PostAsync(Version, $"agents/{agent}/", new JsonObject { ["enabled"] = enabled }, cancellation));

    public async Task<AgentView> ObserveAsync(long agent, DateTimeOffset? until, CancellationToken cancellation) =>
        View(await api.PostAsync(Version, $"agents/{agent}/observe/", new JsonObject { ["until"] = until }, cancellation));

    public async Task RefillAsync(AgentView agent, string? measure, CancellationToken cancellation) =>
        await api.PostAsync(Version, $"agents/{agent.Id}/budgets/refill/", new JsonObject { ["measure"] = measure }, cancellation);

    public async Task SwitchAllAsync(bool on, CancellationToken cancellation) =>
        await api.PostAsync(Version, "agents/switch/", new JsonObject { ["enabled"] = on }, cancellation);

    public async Task DeleteAsync(long agent, CancellationToken cancellation) =>
        await api.DeleteAsync(Version, $"agents/{agent}/", cancellation);

    public async Task<IssuedKey> AddKeyAsync(long agent, NewAgentKey key, CancellationToken cancellation) =>
        Issued(
            await api.PostAsync(
                Version,
                $"agents/{agent}/keys/",
                new JsonObject
                {
                    ["name"] = key.Name,
                    ["expires_at"] = key.ExpiresAt,
                    ["networks"] = new JsonArray([.. key.Networks.Select(n => (JsonNode)n)]),
                },
                cancellation
            )
        );

    public async Task<IssuedKey> RotateKeyAsync(long agent, long key, int graceHours, CancellationToken cancellation) =>
        Issued(
            await api.PostAsync(
                Version,
                $"agents/{agent}/keys/{key}/rotate/",
                new JsonObject { ["grace_hours"] = graceHours },
                cancellation
            )
        );

    public async Task<AgentView> RevokeKeyAsync(long agent, long key, CancellationToken cancellation) =>
        View(await api.DeleteAsync(Version, $"agents/{agent}/keys/{key}/", cancellation));

    public async Task<AgentView> GrantAsync(long agent, NewGrant grant, CancellationToken cancellation)
    {
        var places = new JsonObject();
        Add(places, "project_ids", Array(grant.ProjectIds));
        Add(places, "environment_ids", Array(grant.EnvironmentIds));
        Add(places, "job_ids", Array(grant.JobIds));
        Add(places, "tools", grant.Tools.Count == 0 ? null : new JsonArray([.. grant.Tools.Select(t => (JsonNode)t)]));
        Add(places, "project_pattern", grant.ProjectPattern);
        Add(places, "environment_pattern", grant.EnvironmentPattern);
        Add(places, "job_pattern", grant.JobPattern);
        var body = places.Count > 0 ? places : new JsonObject { ["everywhere"] = true };
        body["capability"] = grant.Capability;
        body["level"] = grant.Level;
        body["overrides"] = new JsonArray([.. grant.Overrides.Select(o => (JsonNode)o)]);
        body["issue_credentials"] = grant.IssueCredentials;
        if (!grant.When.IsEmpty)
        {
            body["when"] = JsonSerializer.SerializeToNode(grant.When, GateJson.Default.GrantConditions);
        }
        body["note"] = grant.Note;
        body["expires_at"] = grant.ExpiresAt;
        return View(await api.PostAsync(Version, $"agents/{agent}/grants/", body, cancellation));
    }

    public async Task<AgentView> RevokeGrantAsync(long agent, long grant, CancellationToken cancellation) =>
        View(await api.DeleteAsync(Version, $"agents/{agent}/grants/{grant}/", cancellation));

    public ValueTask DisposeAsync()
    {
        api.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Add(JsonObject places, string field, JsonNode? value)
    {
        if (value is not null)
        {
            places[field] = value;
        }
    }

    private static JsonArray? Array(IReadOnlyList<long> ids) => ids.Count == 0 ? null : new([.. ids.Select(id => (JsonNode)id)]);

    private static AgentView View(JsonNode data) => data.Deserialize(GateJson.Default.AgentView)!;

    private static IssuedKey Issued(JsonNode data)
    {
        var issued = data.Deserialize(GateJson.Default.IssuedKeyView)!;
        return new IssuedKey(issued.Agent, issued.Key, new Secret(issued.Secret));
    }
}
