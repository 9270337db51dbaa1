using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Models;
using Headgate.Gate.Recording;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Server;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>
/// A gate in front of an account that the test scripts, with agents that work in it. Checked at the end of every test: the token stands in no answer, no record and no log; each
/// request has one decision, and an outcome where it was allowed; the record is intact.
/// </summary>
internal sealed class UpstreamLab : IAsyncDisposable
{
    /// <summary>The token of the account: a text that occurs nowhere else.</summary>
    public const string Token = "dbtc_Zq7vWm3KxT9pLr2NcYb8HsJ5GdF4aE6uQw1";

    private readonly List<string> _answers = [];
    private readonly CapturedLog _log;

    private UpstreamLab(HeadgateServer server, FakeAccount upstream, CapturedLog log) => (Server, Upstream, _log) = (server, upstream, log);

    public HeadgateServer Server { get; }

    public FakeAccount Upstream { get; }

    public string A => Upstream.A;

    /// <summary>Keys: reader, trigger, jobadmin, boss (everything), outsider (works in this platform).</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    public static async Task<UpstreamLab> StartAsync(
        UpstreamLimits? limits = null,
        int timeoutSeconds = 30,
        string logLevel = "warning",
        Func<ServerSettings, ServerSettings>? change = null,
        TimeProvider? time = null
    )
    {
        var log = new CapturedLog();
        var server = await HeadgateServer.StartAsync(
            settings =>
            {
                var own = settings with { LogLevel = logLevel, AllowUpstreamTestBeds = true, AllowLoopbackForeignServers = true };
                return change?.Invoke(own) ?? own;
            },
            services =>
            {
                if (time is not null)
                {
                    services.AddSingleton(time);
                }
                services
                    .AddSingleton(limits ?? new UpstreamLimits())
                    .AddSingleton(provider => new NodesProgram(
                        [ProductProgram.Path, NodesProgram.Word],
                        provider.GetRequiredService<ILogger<NodesProgram>>()
                    ));
            }
        );
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var lab = new UpstreamLab(server, new FakeAccount(), log);
        (await lab.AddUpstreamAsync("prod", lab.Upstream.Address, Token, timeoutSeconds)).ShouldBe(201);
        await lab.AddAgentAsync(
            "reader",
            "prod",
            [
                .. Capabilities
                    .All.Where(c => c.Kind == CapabilityKind.Resource)
                    .Select(c => new NewGrant(c.Id, "read") { ProjectIds = [10] }),
            ]
        );
        await lab.AddAgentAsync(
            "trigger",
            "prod",
            new NewGrant("jobs", "read") { ProjectIds = [10] },
            new NewGrant("runs", "read") { ProjectIds = [10] },
            new NewGrant("runs.trigger", "full") { JobIds = [1000] }
        );
        await lab.AddAgentAsync(
            "jobadmin",
            "prod",
            new NewGrant("jobs", "full") { ProjectIds = [10] },
            new NewGrant("runs", "full") { ProjectIds = [10] },
            new NewGrant("runs.trigger", "full") { ProjectIds = [10] },
            new NewGrant("runs.cancel", "full") { ProjectIds = [10] }
        );
        await lab.AddAgentAsync(
            "boss",
            "prod",
            [.. Capabilities.All.Where(c => !c.IsGrantedByName).Select(c => new NewGrant(c.Id, "full"))]
        );
        lab.Upstream.Seen.Clear();
        return lab;
    }

    /// <summary>Adds an upstream as an administrator does; gives the status.</summary>
    public async Task<int> AddUpstreamAsync(string name, string address, string token, int timeoutSeconds = 30)
    {
        var body = JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["name"] = name,
                ["base_address"] = address,
                ["token"] = token,
                ["test_bed"] = true,
                ["timeout_seconds"] = timeoutSeconds,
            }
        );
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Admin.PostAsync($"/api/gate/v1/accounts/{Server.AccountId}/upstreams/", content);
        await KeepAsync(answer);
        return (int)answer.StatusCode;
    }

    public async Task AddAgentAsync(string name, string upstream, params NewGrant[] grants)
    {
        var agents = Server.Services.GetRequiredService<AgentRegistry>();
        var made = await agents.CreateAsync(
            Server.AccountId,
            new NewAgent(name) { Upstream = upstream },
            ChangeActor.Operator,
            CancellationToken.None
        );
        Keys[name] = made.Value!.Secret.Reveal();
        foreach (var grant in grants)
        {
            (
                await agents.PutGrantAsync(Server.AccountId, made.Value.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)
            ).Fault.ShouldBeNull();
        }
    }

    public Task<LabAnswer> GetAsync(string key, string path) => SendAsync(HttpMethod.Get, key, path, null);

    public Task<LabAnswer> PostAsync(string key, string path, string body, string? repeat = null) =>
        SendAsync(HttpMethod.Post, key, path, body, repeat);

    /// <summary>Takes grants of a capability back from an agent.</summary>
    public async Task RevokeAsync(string name, string capability)
    {
        var agents = Server.Services.GetRequiredService<AgentRegistry>();
        var agent = (await agents.ListAsync(Server.AccountId, CancellationToken.None)).Single(a => a.Name == name);
        foreach (var grant in agent.Grants.Where(g => g.Capability == capability))
        {
            (
                await agents.RevokeGrantAsync(Server.AccountId, agent.Id, grant.Id, ChangeActor.Operator, CancellationToken.None)
            ).Fault.ShouldBeNull();
        }
    }

    /// <summary>A call of an agent, with its answer and what the record says of it.</summary>
    public async Task<LabAnswer> SendAsync(HttpMethod method, string key, string path, string? body, string? repeat = null)
    {
        using var client = Server.ClientFor(Keys.GetValueOrDefault(key, key), "Bearer");
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        var before = Records().Count;
        if (repeat is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", repeat);
        }
        using var answer = await client.SendAsync(request);
        var text = await KeepAsync(answer);
        return new LabAnswer(
            (int)answer.StatusCode,
            text,
            answer.Headers.RetryAfter?.Delta,
            [.. answer.Headers.Concat(answer.Content.Headers).SelectMany(h => h.Value.Select(v => $"{h.Key}: {v}"))],
            // Doors in GraphQL make a call for each thing that a query is about, and name none of them.
            answer.Headers.TryGetValues("X-Request-Id", out var id)
                ? [.. Records().Where(r => r.Request == id.Single())]
                : [.. Records().Skip(before)]
        );
    }

    public McpClientOfTests Mcp(string key) => new(Server.Url, Keys.GetValueOrDefault(key, key));

    /// <summary>All records of calls of agents of the account elsewhere, raw.</summary>
    public string Journal => string.Join('\n', Lines());

    public async ValueTask DisposeAsync()
    {
        var records = Recorded.Of(Server).Where(r => r.Caller?.Kind == "agent").ToList();
        records.Select(r => r.Request).Distinct().Count().ShouldBe(records.Count, "V1: one decision for each request");
        // An outcome is written when the answer has left, which its receiver can know before.
        await Until.HoldsAsync(
            () =>
                Recorded
                    .Of(Server, "outcome")
                    .Select(r => r.Request)
                    .ToHashSet()
                    .IsSupersetOf(records.Where(r => r.Decision == "Allowed").Select(r => r.Request)),
            "V1: there is an outcome for each allowed request",
            TestContext.Current.CancellationToken
        );
        foreach (var (what, text) in _answers.Select(a => ("an answer", a)).Append(("the record", Journal)).Append(("the log", _log.Text)))
        {
            text.Contains(Token, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"V3: the token stands in {what}: {text}");
            text.Contains(Token[..12], StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"V3: the token's beginning stands in {what}");
        }
        JournalVerifier.Verify(JournalSettings.ForData(Server.DataFolder), null, CancellationToken.None).Breaks.ShouldBeEmpty("V6");
        await Server.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private async Task<string> KeepAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        _answers.Add($"{answer.Headers} {answer.Content.Headers} {text}");
        foreach (var inner in new[] { "   at ", ".cs:", "Exception", "System.", "Yarp" })
        {
            text.Contains(inner, StringComparison.Ordinal).ShouldBeFalse($"V4: no inner names: {text}");
        }
        return text;
    }

    private List<JournalRecord> Records() =>
        [
            .. new JournalReader(JournalSettings.ForData(Server.DataFolder).Folder)
                .Read(new JournalQuery(), CancellationToken.None)
                .Select(r => r.Record),
        ];

    private IEnumerable<string> Lines() =>
        new JournalReader(JournalSettings.ForData(Server.DataFolder).Folder)
            .Read(new JournalQuery(), CancellationToken.None)
            .Select(r => Encoding.UTF8.GetString(r.Line));
}
