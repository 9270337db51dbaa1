using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Pages;

/// <summary>What pages of other sites make an operator's browser send.</summary>
[Collection(PagesCollection.Name)]
public sealed class CrossSiteTests(PagesLab lab)
{
    public static TheoryData<string, string> Sites() =>
        new()
        {
            { "Origin", "https://evil.test" },
            { "Origin", "null" },
            { "Origin", "http://127.0.0.1.evil.test" },
            { "Sec-Fetch-Site", "cross-site" },
            { "Sec-Fetch-Site", "same-site" },
        };

    [Theory]
    [MemberData(nameof(Sites))]
    [Attack("CON-01")]
    public async Task A_form_of_another_site_changes_no_grant_even_with_the_forms_own_token(string header, string value)
    {
        var session = "headgate-session=" + await lab.SessionAsync();
        var (cookies, token) = await lab.FormAsync($"/agents/{lab.Agent}", session);
        var version = (await lab.AgentAsync())["version"]!.ToString();
        var mark = lab.Mark();
        using var answer = await lab.SendAsync(
            HttpMethod.Post,
            $"/agents/{lab.Agent}",
            cookies,
            [new("_handler", "save"), new("__RequestVerificationToken", token), new("version", version), new("change-jobs", "full")],
            (header, value)
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await lab.AgentAsync())["version"]!.ToString().ShouldBe(version);
        lab.Refused(mark, "cross-site");
    }

    [Fact]
    [Attack("CON-01")]
    public async Task A_form_without_its_token_changes_no_grant()
    {
        var session = "headgate-session=" + await lab.SessionAsync();
        using var answer = await lab.SendAsync(
            HttpMethod.Post,
            $"/agents/{lab.Agent}",
            session,
            [new("_handler", "switch"), new("enabled", "false")]
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((bool)(await lab.AgentAsync())["enabled"]!).ShouldBeTrue();
        using var signedIn = await lab.SignInAsync(lab.Server.AdminToken);
        signedIn
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("headgate-session=", StringComparison.Ordinal))
            .ShouldContain("samesite=lax");
    }

    [Fact]
    [Attack("CON-08")]
    public async Task Nothing_is_approved_from_elsewhere_nor_by_looking()
    {
        var key = await lab.Server.CreateAgentAsync("asks", new NewGrant("runs.trigger", "full") { When = new() { Approval = new() } });
        using (var agent = lab.Server.ClientFor(key, "Bearer"))
        {
            using var held = await agent.PostAsJsonAsync(
                lab.Server.V2 + $"jobs/{lab.Project.JobId}/run/",
                new { cause = "x" },
                PagesLab.Cancellation
            );
            held.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        var approvals = await lab.Server.Admin.GetFromJsonAsync<JsonNode>(lab.Gate("approvals/"), PagesLab.Cancellation);
        var id = (long)approvals!["data"]!.AsArray().First(a => (string?)a!["status"] == "waiting")!["id"]!;
        var page = $"/approvals/{id}";
        var session = "headgate-session=" + await lab.SessionAsync();
        var (cookies, token) = await lab.FormAsync(page, session);
        KeyValuePair<string, string>[] yes =
        [
            new("_handler", "decide"),
            new("__RequestVerificationToken", token),
            new("decision", "approve"),
        ];
        var mark = lab.Mark();
        foreach (var site in (string[])["cross-site", "same-site"])
        {
            using var form = await lab.SendAsync(
                HttpMethod.Post,
                page,
                cookies,
                yes,
                ("Sec-Fetch-Site", site),
                ("Sec-Fetch-Mode", "no-cors")
            );
            form.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            using var signOut = await lab.SendAsync(HttpMethod.Post, "/sign-out", cookies, yes, ("Sec-Fetch-Site", site));
            signOut.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            using var signIn = await lab.SendAsync(
                HttpMethod.Post,
                "/sign-in/open",
                cookies,
                [.. yes, new("credential", lab.Server.AdminToken)],
                ("Sec-Fetch-Site", site)
            );
            signIn.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            signIn.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
        lab.Refused(mark, "cross-site", count: 6);
        // Old browsers say nothing of where a form comes from: then the form's token is what is asked for, to sign in too.
        using var bare = await lab.SendAsync(HttpMethod.Post, "/sign-in/open", "", [new("credential", lab.Server.AdminToken)]);
        PagesLab.SessionOf(bare).ShouldBeNull();
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            using var looked = await lab.SendAsync(
                method,
                page + "?_handler=decide&decision=approve",
                cookies,
                null,
                ("Sec-Fetch-Dest", "image")
            );
            ((int)looked.StatusCode).ShouldBeLessThan(500);
        }
        using var again = await lab.GetAsync("/runs", session);
        again.StatusCode.ShouldBe(HttpStatusCode.OK, "the session was not ended");
        var after = await lab.Server.Admin.GetFromJsonAsync<JsonNode>(lab.Gate($"approvals/{id}/"), PagesLab.Cancellation);
        ((string?)after!["data"]!["status"]).ShouldBe("waiting");
    }

    [Fact]
    [Attack("CON-02")]
    public async Task No_page_is_shown_in_a_frame()
    {
        var session = "headgate-session=" + await lab.SessionAsync();
        foreach (var path in (string[])["/", "/approvals", $"/agents/{lab.Agent}", "/sign-in", "/approvals/1"])
        {
            using var page = await lab.GetAsync(path, session, ("Sec-Fetch-Dest", "iframe"));
            page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        }
    }

    [Theory]
    [InlineData("https://evil.test")]
    [InlineData("//evil.test")]
    [InlineData("/\\evil.test")]
    [InlineData("/\t/evil.test")]
    [InlineData("/%09/evil.test")]
    [InlineData("/@evil.test")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\\\\evil.test")]
    [InlineData("///evil.test")]
    [InlineData("/\r\nLocation: https://evil.test")]
    [InlineData("/sign-out")]
    [InlineData(null)]
    [Attack("CON-11")]
    public async Task Signing_in_leads_to_own_pages_only(string? to)
    {
        to ??= "/" + new string('a', 8192);
        using var page = await lab.GetAsync("/sign-in?to=" + Uri.EscapeDataString(to) + "&returnUrl=" + Uri.EscapeDataString(to));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var answer = await lab.SignInAsync(lab.Server.AdminToken, to);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var target = new Uri(new Uri(lab.Url), answer.Headers.Location!.OriginalString);
        target.GetLeftPart(UriPartial.Authority).ShouldBe(lab.Url);
        if (!to.StartsWith("/@", StringComparison.Ordinal) && !to.StartsWith("/%", StringComparison.Ordinal))
        {
            answer.Headers.Location!.OriginalString.ShouldBe("/");
        }
        var session = PagesLab.SessionOf(answer)!;
        var (cookies, token) = await lab.FormAsync("/runs", session);
        using var left = await lab.SendAsync(
            HttpMethod.Post,
            "/sign-out?to=" + Uri.EscapeDataString(to),
            cookies,
            [new("__RequestVerificationToken", token), new("to", to), new("returnUrl", to)]
        );
        left.Headers.Location!.OriginalString.ShouldBe("/sign-in");
    }

    [Theory]
    [InlineData("evil.test")]
    [InlineData("evil.test:8580")]
    [InlineData("127.0.0.1.evil.test")]
    [InlineData("localhost.evil.test")]
    [Attack("CON-16")]
    public async Task A_name_that_is_none_of_this_server_gets_no_page(string host)
    {
        var session = "headgate-session=" + await lab.SessionAsync();
        foreach (var path in (string[])["/", "/sign-in", "/account", $"/agents/{lab.Agent}", "/live/record"])
        {
            var mark = lab.Mark();
            using var page = await lab.GetAsync(path, session, ("Host", host));
            page.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
            (await page.Content.ReadAsStringAsync(PagesLab.Cancellation)).ShouldNotContain("evil");
            lab.Refused(mark, "bad-host");
        }
    }

    [Fact]
    [Attack("CON-16")]
    public async Task Addresses_are_made_from_the_setting_and_never_from_the_request()
    {
        (string, string)[] forged = [("X-Forwarded-Host", "evil.test"), ("X-Forwarded-Proto", "http"), ("Forwarded", "host=evil.test")];
        var session = "headgate-session=" + await lab.SessionAsync();
        foreach (
            var path in (string[])
                [
                    "/",
                    "/runs",
                    "/account",
                    "/sign-in",
                    "/docs/agents",
                    "/.well-known/oauth-authorization-server",
                    "/.well-known/oauth-protected-resource/api/ai/v1/mcp/",
                    "/.well-known/api-catalog",
                    "/docs/agents/openapi.json",
                ]
        )
        {
            using var page = await lab.GetAsync(path, session, forged);
            ((int)page.StatusCode).ShouldBeLessThan(500, path);
            (await page.Content.ReadAsStringAsync(PagesLab.Cancellation)).ShouldNotContain("evil.test", customMessage: path);
            page.Headers.ToString().ShouldNotContain("evil.test", customMessage: path);
        }
    }
}
