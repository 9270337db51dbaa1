using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Identity;

/// <summary>Clients that act as agents, and what they try.</summary>
[Collection("attacks")]
public sealed class OAuthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_acts_as_the_agent_that_a_person_chose_and_the_record_names_all_three()
    {
        await using var lab = await IdentityLab.StartAsync();
        var client = await lab.RegisterAsync();
        var verifier = IdentityLab.NewVerifier();
        var answer = await lab.AgreedAsync(client, verifier);
        answer["state"].ShouldBe("st&te");
        answer["iss"].ShouldBe(lab.Url);
        var (access, refresh) = await IdentityLab.TokensOfAsync(await lab.ExchangeAsync(client, answer["code"], verifier));

        var mark = lab.Mark();
        (await lab.ListJobsAsync(access)).Status.ShouldBe(HttpStatusCode.OK);
        var record = lab.RecordsAfter(mark).Where(r => r.Kind == "decision").ShouldHaveSingleItem();
        record.Sentence.ShouldBe("Agent \"reader\" by client \"Claude\" for \"ann@example.com\" listed jobs.");
        record.Caller!.Kind.ShouldBe("agent");
        record.Caller.Id.ShouldBe(lab.Agent);
        record.Caller.For!.Select(p => (p.Kind, p.Name)).ShouldBe([("client", "Claude"), ("personal_token", "ann@example.com")]);

        var (next, _) = await IdentityLab.TokensOfAsync(await lab.RefreshAsync(client, refresh));
        (await lab.ListJobsAsync(next)).Status.ShouldBe(HttpStatusCode.OK);
        var found = await lab.Server.Admin.GetFromJsonAsync<JsonNode>(
            $"/api/gate/v1/accounts/{lab.Server.AccountId}/records/?for=ann@example.com&kind=decision",
            Cancellation
        );
        found!["data"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_tools_of_a_client_are_those_of_its_agent_and_not_those_of_the_person()
    {
        await using var lab = await IdentityLab.StartAsync();
        var (access, _) = await lab.ConnectedAsync(await lab.RegisterAsync());
        using var ofClient = new McpClientOfTests(lab.Server.Url, access);
        using var ofAgent = new McpClientOfTests(lab.Server.Url, lab.Key);
        var tools = (await ofClient.AskAsync("tools/list")).Tools;
        tools.ShouldContain("list_jobs");
        tools.ShouldBe((await ofAgent.AskAsync("tools/list")).Tools);
        (await ofClient.CallAsync("trigger_job_run", "{\"job_id\":1}")).IsDone.ShouldBeFalse();
    }

    [Fact]
    public async Task The_door_of_MCP_says_where_a_token_is_to_be_had_and_each_document_leads_to_the_next()
    {
        await using var lab = await IdentityLab.StartAsync();
        using var content = new StringContent("{}");
        var refused = await lab.Client.PostAsync("/api/ai/v1/mcp/", content, Cancellation);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused
            .Headers.WwwAuthenticate.ToString()
            .ShouldBe($"Bearer resource_metadata=\"{lab.Url}/.well-known/oauth-protected-resource/api/ai/v1/mcp/\", scope=\"mcp\"");

        var door = await lab.Client.GetFromJsonAsync<JsonNode>("/.well-known/oauth-protected-resource/api/ai/v1/mcp/", Cancellation);
        ((string?)door!["resource"]).ShouldBe(lab.Url + "/api/ai/v1/mcp/");
        ((string?)door["authorization_servers"]![0]).ShouldBe(lab.Url);
        var server = await lab.Client.GetFromJsonAsync<JsonNode>("/.well-known/oauth-authorization-server", Cancellation);
        ((string?)server!["issuer"]).ShouldBe(lab.Url);
        server["code_challenge_methods_supported"]!.AsArray().Select(m => (string)m!).ShouldBe(["S256"]);
        ((bool)server["client_id_metadata_document_supported"]!).ShouldBeTrue();
    }

    [Attack("MCP-44")]
    [Theory]
    [InlineData("resource", "https://elsewhere.example/api/ai/v1/mcp/")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge_method", null)]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge", "short")]
    [InlineData("redirect_uri", "http://127.0.0.1:7777/other")]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    [InlineData("redirect_uri", "http://127.0.0.1.evil.example:7777/callback")]
    [InlineData("response_type", "token")]
    [InlineData("scope", "mcp account_admin")]
    [InlineData("client_id", "hgd_made-up")]
    public async Task What_a_client_asks_for_wrongly_no_person_is_shown(string name, string? value)
    {
        await using var lab = await IdentityLab.StartAsync();
        var client = await lab.RegisterAsync();
        var mark = lab.Mark();
        var answer = await lab.AskAsync(client, IdentityLab.NewVerifier(), (name, value));
        if (answer.Headers.Location is { } back)
        {
            back.ToString().ShouldStartWith(IdentityLab.Redirect + "?error=");
            back.ToString().ShouldNotContain("code=");
        }
        else
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
        var record = lab.RecordsAfter(mark).ShouldHaveSingleItem();
        (record.Decision, record.Reason).ShouldBe(("Refused", "bad-token"));
    }

    [Attack("MCP-44")]
    [Fact]
    public async Task A_code_that_is_shown_twice_ends_the_tokens_that_were_made_from_it()
    {
        await using var lab = await IdentityLab.StartAsync();
        var client = await lab.RegisterAsync();
        var verifier = IdentityLab.NewVerifier();
        var code = (await lab.AgreedAsync(client, verifier))["code"];
        var (access, refresh) = await IdentityLab.TokensOfAsync(await lab.ExchangeAsync(client, code, verifier));
        (await lab.ListJobsAsync(access)).Status.ShouldBe(HttpStatusCode.OK);

        var mark = lab.Mark();
        (await IdentityLab.ErrorOfAsync(await lab.ExchangeAsync(client, code, verifier))).ShouldBe("invalid_grant");
        var refused = lab.RecordsAfter(mark).Where(r => r.Kind == "decision").ShouldHaveSingleItem();
        (refused.Decision, refused.Reason, refused.Caller!.Name).ShouldBe(("Refused", "bad-token", "reader"));
        (await lab.ListJobsAsync(access)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await IdentityLab.ErrorOfAsync(await lab.RefreshAsync(client, refresh))).ShouldBe("invalid_grant");
    }

    [Attack("MCP-44")]
    [Fact]
    public async Task A_refresh_token_that_is_shown_twice_ends_the_connection()
    {
        await using var lab = await IdentityLab.StartAsync();
        var client = await lab.RegisterAsync();
        var (_, refresh) = await lab.ConnectedAsync(client);
        var (access, _) = await IdentityLab.TokensOfAsync(await lab.RefreshAsync(client, refresh));
        (await IdentityLab.ErrorOfAsync(await lab.RefreshAsync(client, refresh))).ShouldBe("invalid_grant");
        (await lab.ListJobsAsync(access)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Attack("MCP-44")]
    [Fact]
    public async Task A_code_is_good_for_its_client_its_address_and_its_verifier_alone()
    {
        await using var lab = await IdentityLab.StartAsync();
        var (client, other) = (await lab.RegisterAsync(), await lab.RegisterAsync("Mallory"));
        var verifier = IdentityLab.NewVerifier();
        var code = (await lab.AgreedAsync(client, verifier))["code"];
        var mark = lab.Mark();
        foreach (
            var (id, sent, change) in new[]
            {
                (other, verifier, ("scope", "mcp")),
                (client, IdentityLab.NewVerifier(), ("scope", "mcp")),
                (client, "", ("scope", "mcp")),
                (client, verifier, ("redirect_uri", "http://127.0.0.1:7777/other")),
                (client, verifier, ("resource", "https://elsewhere.example/mcp")),
            }
        )
        {
            (await IdentityLab.ErrorOfAsync(await lab.ExchangeAsync(id, code, sent, change))).ShouldBeOneOf(
                "invalid_grant",
                "invalid_target"
            );
        }
        lab.RecordsAfter(mark).ShouldAllBe(r => r.Decision == "Refused" && r.Reason == "bad-token");
        lab.RecordsAfter(mark).Count.ShouldBe(5);
        await IdentityLab.TokensOfAsync(await lab.ExchangeAsync(client, code, verifier));
    }

    [Attack("MCP-44")]
    [Fact]
    public async Task A_refresh_token_is_good_for_its_client_and_for_what_was_agreed_to()
    {
        await using var lab = await IdentityLab.StartAsync();
        var (client, other) = (await lab.RegisterAsync(), await lab.RegisterAsync("Mallory"));
        var (_, refresh) = await lab.ConnectedAsync(client);
        (await IdentityLab.ErrorOfAsync(await lab.RefreshAsync(other, refresh))).ShouldBe("invalid_grant");
        (await IdentityLab.ErrorOfAsync(await lab.RefreshAsync(client, refresh, ("scope", "mcp admin")))).ShouldBe("invalid_scope");
        (await IdentityLab.ErrorOfAsync(await lab.RefreshAsync(client, refresh, ("resource", "https://elsewhere.example/")))).ShouldBe(
            "invalid_target"
        );
        await IdentityLab.TokensOfAsync(await lab.RefreshAsync(client, refresh, ("scope", "mcp")));
    }

    [Attack("MCP-44")]
    [Fact]
    public async Task A_token_for_the_door_of_MCP_is_refused_at_every_other()
    {
        await using var lab = await IdentityLab.StartAsync();
        var (access, refresh) = await lab.ConnectedAsync(await lab.RegisterAsync());
        var mark = lab.Mark();
        using var api = lab.Server.ClientFor(access, "Bearer");
        (await api.GetAsync(lab.Server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await lab.ListJobsAsync(refresh)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var records = lab.RecordsAfter(mark);
        (records[0].Decision, records[0].Reason, records[0].Caller!.Name).ShouldBe(("Refused", "bad-token", "reader"));
        records[1].Reason.ShouldBe("unknown-credential");
    }

    [Fact]
    public async Task A_disconnected_client_is_refused_at_once_and_so_is_that_of_somebody_who_has_lost_the_right()
    {
        await using var lab = await IdentityLab.StartAsync();
        var client = await lab.RegisterAsync();
        var (first, _) = await lab.ConnectedAsync(client);
        var (second, refresh) = await lab.ConnectedAsync(client);
        var connections = (await lab.Person.GetFromJsonAsync<JsonNode>(lab.Clients, Cancellation))!["data"]!.AsArray();
        connections
            .Select(c => ((string)c!["client_name"]!, (string)c["for"]!, (string)c["agent"]!))
            .ShouldBe([("Claude", "ann@example.com", "reader"), ("Claude", "ann@example.com", "reader")]);
        (await lab.Person.DeleteAsync($"{lab.Clients}{connections[0]!["id"]}/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await lab.ListJobsAsync(first)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await lab.ListJobsAsync(second)).Status.ShouldBe(HttpStatusCode.OK);

        await using (var db = await lab.Server.DatabaseAsync())
        {
            var permission = db.GroupPermissions.Single(p => p.PermissionSet == "account_admin");
            permission.PermissionSet = "job_viewer";
            await db.SaveChangesAsync(Cancellation);
        }
        await Until.HoldsAsync(
            async () => (await lab.ListJobsAsync(second)).Status == HttpStatusCode.Unauthorized,
            "the client of somebody who may not give keys any more is refused",
            Cancellation
        );
        (await IdentityLab.ErrorOfAsync(await lab.RefreshAsync(client, refresh))).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task An_agent_lets_no_client_in_and_nobody_does_who_may_not_make_keys()
    {
        await using var lab = await IdentityLab.StartAsync();
        var asked = await lab.AskAsync(await lab.RegisterAsync(), IdentityLab.NewVerifier());
        var request = Uri.UnescapeDataString(asked.Headers.Location!.ToString()["/connect?request=".Length..]);
        using var agent = lab.Server.ClientFor(lab.Key, "Bearer");
        using var viewer = lab.Server.ClientFor(await lab.Server.CreateServiceTokenAsync("job_viewer"));
        foreach (var who in new[] { agent, viewer })
        {
            var answer = await who.PostAsJsonAsync(lab.Clients, new { request, agent_id = lab.Agent }, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        (
            await lab.Person.PostAsJsonAsync(lab.Clients, new { request = request + "x", agent_id = lab.Agent }, Cancellation)
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
