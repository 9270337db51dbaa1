using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Identity;

/// <summary>A server with an agent that may list jobs, and clients that ask to act as it.</summary>
public sealed class IdentityLab : IAsyncDisposable
{
    public const string Redirect = "http://127.0.0.1:7777/callback";

    private IdentityLab(HeadgateServer server, HttpClient client, long agent, string key, string person)
    {
        (Server, Client, Agent, Key, Person) = (server, client, agent, key, server.ClientFor(person));
    }

    /// <summary>The server, which knows its own address.</summary>
    public HeadgateServer Server { get; }

    /// <summary>Somebody whom nobody knows.</summary>
    public HttpClient Client { get; }

    /// <summary>The agent "reader".</summary>
    public long Agent { get; }

    /// <summary>Its own key.</summary>
    public string Key { get; }

    /// <summary>ann@example.com, who administers the account.</summary>
    public HttpClient Person { get; }

    public string Url => Server.Url.ToString().TrimEnd('/');

    public string Clients => $"/api/gate/v1/accounts/{Server.AccountId}/clients/";

    public static async Task<IdentityLab> StartAsync(Action<IServiceCollection>? also = null)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var server = await HeadgateServer.StartAsync(s => s with { Port = port, PublicUrl = $"http://127.0.0.1:{port}" }, also);
            var key = await server.CreateAgentAsync("reader", new NewGrant("jobs", "read"));
            var agents = await server.Services.GetRequiredService<AgentRegistry>().ListAsync(server.AccountId, CancellationToken.None);
            var (person, _) = await server.CreatePersonalTokenAsync(
                "ann@example.com",
                "developer",
                new Headgate.Catalogue.PermissionGrant("account_admin", null, Headgate.Catalogue.EnvironmentCategories.None)
            );
            return new(server, server.ClientFor(null), agents[0].Id, key, person);
        }
    }

    /// <summary>A client that registers by itself; its id.</summary>
    public async Task<string> RegisterAsync(string name = "Claude", string redirect = Redirect)
    {
        var answer = await Client.PostAsJsonAsync("/oauth/register", new { client_name = name, redirect_uris = new[] { redirect } });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["client_id"]!;
    }

    /// <summary>What a client's browser asks for, with changes; a null takes a parameter away.</summary>
    public Task<HttpResponseMessage> AskAsync(string client, string verifier, params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = client,
            ["redirect_uri"] = Redirect,
            ["state"] = "st&te",
            ["code_challenge"] = Challenge(verifier),
            ["code_challenge_method"] = "S256",
            ["resource"] = Url + "/api/ai/v1/mcp/",
            ["scope"] = "mcp",
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }
        return Client.GetAsync(QueryHelpers.AddQueryString("/oauth/authorize", query.Where(q => q.Value is not null)));
    }

    /// <summary>A code for a client, to which Ann has agreed.</summary>
    public async Task<Dictionary<string, string>> AgreedAsync(string client, string verifier) =>
        await AgreedAsync(await AskAsync(client, verifier));

    /// <summary>What a client's browser brings back once Ann has agreed.</summary>
    public async Task<Dictionary<string, string>> AgreedAsync(HttpResponseMessage asked)
    {
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect, await asked.Content.ReadAsStringAsync());
        var page = asked.Headers.Location!.ToString();
        page.ShouldStartWith("/connect?request=");
        var request = QueryHelpers.ParseQuery(page[page.IndexOf('?', StringComparison.Ordinal)..])["request"].ToString();
        var agreed = await Person.PostAsJsonAsync(Clients, new { request, agent_id = Agent });
        var text = await agreed.Content.ReadAsStringAsync();
        agreed.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        var to = (string)JsonNode.Parse(text)!["data"]!["redirect_to"]!;
        to.ShouldStartWith(Redirect + "?");
        return QueryHelpers.ParseQuery(new Uri(to).Query).ToDictionary(q => q.Key, q => q.Value.ToString());
    }

    /// <summary>Exchanges a code.</summary>
    public Task<HttpResponseMessage> ExchangeAsync(
        string client,
        string code,
        string verifier,
        params (string Name, string Value)[] changes
    ) =>
        TokenAsync([
            ("grant_type", "authorization_code"),
            ("client_id", client),
            ("code", code),
            ("code_verifier", verifier),
            ("redirect_uri", Redirect),
            .. changes,
        ]);

    public Task<HttpResponseMessage> RefreshAsync(string client, string token, params (string Name, string Value)[] changes) =>
        TokenAsync([("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", token), .. changes]);

    /// <summary>Tokens of a client that Ann has let act as the agent.</summary>
    public async Task<(string Access, string Refresh)> ConnectedAsync(string client)
    {
        var verifier = NewVerifier();
        var answer = await AgreedAsync(client, verifier);
        return await TokensOfAsync(await ExchangeAsync(client, answer["code"], verifier));
    }

    public static async Task<(string Access, string Refresh)> TokensOfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var json = JsonNode.Parse(text)!;
        ((string?)json["token_type"]).ShouldBe("Bearer");
        return ((string)json["access_token"]!, (string)json["refresh_token"]!);
    }

    /// <summary>Calls a tool with a token.</summary>
    public async Task<McpReply> ListJobsAsync(string token)
    {
        using var mcp = new McpClientOfTests(Server.Url, token);
        return await mcp.CallAsync("list_jobs");
    }

    public static async Task<string> ErrorOfAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return (string)JsonNode.Parse(text)!["error"]!;
    }

    public long Mark() => Server.Services.GetRequiredService<JournalWriter>().LastSequence;

    public List<JournalRecord> RecordsAfter(long mark) =>
        [
            .. new JournalReader(JournalSettings.ForData(Server.DataFolder).Folder)
                .Read(new JournalQuery { After = mark }, CancellationToken.None)
                .Select(r => r.Record),
        ];

    public static string NewVerifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));

    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Person.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<HttpResponseMessage> TokenAsync(IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.GroupBy(f => f.Name).Select(f => KeyValuePair.Create(f.Key, f.Last().Value)));
        return await Client.PostAsync("/oauth/token", form);
    }
}
