using System.Net;
using System.Net.Http.Json;
using Headgate.Gate.Agents;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Pages;

/// <summary>Forms that were changed on their way, and files that want to be pages.</summary>
[Collection(PagesCollection.Name)]
public sealed class FormTests(PagesLab lab)
{
    [Fact]
    [Attack("CON-06")]
    public async Task The_second_of_two_who_save_from_one_version_changes_nothing_and_reads_why()
    {
        var session = "headgate-session=" + await lab.SessionAsync();
        await lab.Server.CreateAgentAsync("contested");
        var agent = await IdAsync("contested");
        var version = (await lab.AgentAsync(agent))["version"]!.ToString();
        var mark = lab.Mark();
        KeyValuePair<string, string>[] first =
        [
            new("_handler", "save"),
            new("version", version),
            new("place", "everywhere"),
            new("change-jobs", "read"),
        ];
        KeyValuePair<string, string>[] second =
        [
            new("_handler", "save"),
            new("version", version),
            new("place", "everywhere"),
            new("change-runs", "read"),
        ];
        using var saved = await lab.SubmitAsync($"/agents/{agent}", session, first);
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync(PagesLab.Cancellation));
        using var late = await lab.SubmitAsync($"/agents/{agent}", session, second);
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await late.Content.ReadAsStringAsync(PagesLab.Cancellation)).ShouldContain("Somebody changed");
        (await lab.AgentAsync(agent))["grants"]!.AsArray().Select(g => (string?)g!["capability"]).ShouldBe(["jobs"]);
        lab.After(mark).Count(r => r.Kind == "change" && r.Operation == "gate.grants.put").ShouldBe(1);
    }

    [Fact]
    [Attack("CON-07")]
    public async Task A_change_that_opens_much_says_how_much_before_it_is_saved_and_in_the_record()
    {
        var session = "headgate-session=" + await lab.SessionAsync();
        await lab.Server.CreateAgentAsync("widened");
        var agent = await IdAsync("widened");
        using var review = await lab.SubmitAsync(
            $"/agents/{agent}",
            session,
            [
                new("_handler", "review"),
                new("version", (await lab.AgentAsync(agent))["version"]!.ToString()),
                new("was-service_tokens", "off"),
                new("level-service_tokens", "full"),
            ]
        );
        var says = await review.Content.ReadAsStringAsync(PagesLab.Cancellation);
        says.ShouldContain("widened gains: read and change");
        var before = says[..says.IndexOf(" operations more are allowed", StringComparison.Ordinal)];
        var count = before[(before.LastIndexOfAny([' ', '>', '\n']) + 1)..];
        int.Parse(count, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(1);
        (await lab.AgentAsync(agent))["grants"]!.AsArray().ShouldBeEmpty();
        var mark = lab.Mark();
        using var saved = await lab.SubmitAsync(
            $"/agents/{agent}",
            session,
            [
                new("_handler", "save"),
                new("version", (await lab.AgentAsync(agent))["version"]!.ToString()),
                new("change-service_tokens", "full"),
            ]
        );
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync(PagesLab.Cancellation));
        System
            .Text.Json.JsonSerializer.Serialize(lab.After(mark).Single(r => r.Kind == "change"))
            .ShouldContain($"{count} operations newly allowed");
    }

    [Theory]
    [InlineData("version: 1\na: &a [x,x,x,x]\nagents:\n  b: &b [*a,*a,*a,*a]\n  c: [*b,*b,*b,*b]\n", "line ")]
    [InlineData("version: 1\nagents:\n  a:\n    grants:\n      - {capability: spaceships, level: full, everywhere: true}\n", "line 5")]
    [InlineData(
        "version: 1\nagents:\n  a:\n    grants:\n      - {capability: jobs, level: read, everywhere: true}\n  a:\n    grants: []\n",
        "line 6"
    )]
    [Attack("CON-05")]
    public async Task A_hostile_policy_is_refused_with_its_line_and_nothing_of_it_is_applied(string yaml, string line)
    {
        var before = (await lab.Server.Admin.GetStringAsync(lab.Gate("agents/"), PagesLab.Cancellation)).Length;
        var mark = lab.Mark();
        using var answer = await lab.Server.Admin.PostAsJsonAsync(lab.Gate("policy/"), new { text = yaml }, PagesLab.Cancellation);
        var text = await answer.Content.ReadAsStringAsync(PagesLab.Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, text);
        text.ShouldContain(line);
        (await lab.Server.Admin.GetStringAsync(lab.Gate("agents/"), PagesLab.Cancellation)).Length.ShouldBe(before);
        lab.After(mark).ShouldNotContain(r => r.Kind == "change");
        lab.After(mark).Where(r => r.Kind == "outcome").ShouldContain(r => r.Status == 400);
    }

    [Fact]
    [Attack("CON-05")]
    public async Task A_policy_of_a_hundred_megabytes_is_not_read()
    {
        using var content = new StringContent(
            "{\"text\":\"" + new string('#', 100 << 20) + "\"}",
            System.Text.Encoding.UTF8,
            "application/json"
        );
        HttpStatusCode? status = null;
        try
        {
            using var answer = await lab.Server.Admin.PostAsync(lab.Gate("policy/"), content, PagesLab.Cancellation);
            status = answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Closed while it was still being sent: the server reads no more than it must.
        }
        (status is null or HttpStatusCode.RequestEntityTooLarge).ShouldBeTrue(status?.ToString());
    }

    [Fact]
    [Attack("CON-10")]
    public async Task A_file_that_a_run_left_reaches_nothing_of_the_server_when_it_is_opened()
    {
        var run = await lab.Project.AddRunAsync(lab.Server, RunStatus.Success);
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["index.html"] = "<script>fetch('/agents')</script>",
            ["x.svg"] = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><foreignObject/></svg>",
            ["manifest.json"] = "<html><script>alert(1)</script>",
            ["page.xhtml"] = "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
            ["odd.pdf"] = "<script>alert(1)</script>",
        };
        await using (var db = await lab.Server.DatabaseAsync())
        {
            foreach (var (path, text) in files)
            {
                using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
                var (sha, size) = await lab.Server.Services.GetRequiredService<ArtifactStore>().PutAsync(bytes, PagesLab.Cancellation);
                db.Add(
                    new Artifact
                    {
                        AccountId = lab.Server.AccountId,
                        RunId = run,
                        Step = 1,
                        Path = path,
                        Sha256 = sha,
                        Size = size,
                    }
                );
            }
            db.Runs.Single(r => r.Id == run).ArtifactsSaved = true;
            await db.SaveChangesAsync(PagesLab.Cancellation);
        }
        var session = "headgate-session=" + await lab.SessionAsync();
        foreach (var path in files.Keys)
        {
            foreach (var query in (string[])["", "?download=0"])
            {
                var address = $"{lab.Server.V2}runs/{run}/artifacts/{path}{query}";
                using var file = await lab.Server.Admin.GetAsync(address, PagesLab.Cancellation);
                if (query.Length > 0 && file.StatusCode != HttpStatusCode.OK)
                {
                    continue;
                }
                file.StatusCode.ShouldBe(HttpStatusCode.OK, address);
                file.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
                file.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
                file.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("allow-same-origin");
                // The session is a cookie of the pages: the API does not know it, whoever sends it.
                using var byCookie = await lab.GetAsync(address, session);
                byCookie.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            }
        }
    }

    [Fact]
    [Attack("CON-15")]
    [Attack("POL-11")]
    public async Task Trying_as_an_agent_takes_the_right_to_the_agent_and_does_nothing()
    {
        var viewer = "headgate-session=" + await lab.SessionAsync(await lab.Server.CreateServiceTokenAsync("job_viewer", lab.Project.Id));
        using var denied = await lab.GetAsync($"/agents/{lab.Agent}?op=runs.trigger&with=job_id%3D{lab.Project.JobId}", viewer);
        var text = await denied.Content.ReadAsStringAsync(PagesLab.Cancellation);
        text.ShouldContain("cannot be shown");
        text.ShouldNotContain("watched");

        var admin = "headgate-session=" + await lab.SessionAsync();
        await using var before = await lab.Server.DatabaseAsync();
        var (runs, keys, approvals) = (before.Runs.Count(), before.AgentKeys.Count(), before.Approvals.Count());
        foreach (
            var (operation, with) in ((string, string)[])
                [
                    ("jobs.trigger", $"job_id={lab.Project.JobId}\ncause=x"),
                    ("gate.keys.create", $"agent_id={lab.Agent}\nname=x"),
                    ("gate.approvals.decide", "approval_id=1\ndecision=approve"),
                    ("service_tokens.create", "name=x"),
                ]
        )
        {
            var mark = lab.Mark();
            using var tried = await lab.GetAsync($"/agents/{lab.Agent}?op={operation}&with={Uri.EscapeDataString(with)}", admin);
            tried.StatusCode.ShouldBe(HttpStatusCode.OK);
            lab.After(mark).ShouldContain(r => r.Operation == "gate.explain" && r.Decision == "Allowed");
            lab.After(mark).ShouldNotContain(r => r.Operation == operation);
        }
        await using var after = await lab.Server.DatabaseAsync();
        (after.Runs.Count(), after.AgentKeys.Count(), after.Approvals.Count()).ShouldBe((runs, keys, approvals));
    }

    [Fact]
    [Attack("CON-15")]
    public async Task A_form_that_was_changed_on_its_way_is_judged_as_the_api_judges()
    {
        var session = "headgate-session=" + await lab.SessionAsync();
        await lab.Server.CreateAgentAsync("first");
        await lab.Server.CreateAgentAsync("second");
        var (first, second) = (await IdAsync("first"), await IdAsync("second"));
        // Another agent's id beside the address does not count.
        using var other = await lab.SubmitAsync(
            $"/agents/{first}",
            session,
            [
                new("_handler", "switch"),
                new("enabled", "false"),
                new("agent_id", second.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ]
        );
        ((bool)(await lab.AgentAsync(second))["enabled"]!).ShouldBeTrue();
        ((bool)(await lab.AgentAsync(first))["enabled"]!).ShouldBeFalse();
        // Without the version nobody can say what was looked at; what is no capability or no level is nothing.
        var version = (await lab.AgentAsync(second))["version"]!.ToString();
        using var unversioned = await lab.SubmitAsync($"/agents/{second}", session, [new("_handler", "save"), new("change-jobs", "read")]);
        ((int)unversioned.StatusCode).ShouldBeOneOf(400, 409);
        using var unknown = await lab.SubmitAsync(
            $"/agents/{second}",
            session,
            [new("_handler", "save"), new("version", version), new("change-everything", "full"), new("change-jobs", "root")]
        );
        (await lab.AgentAsync(second))["grants"]!.AsArray().ShouldBeEmpty();
        // A capability that the form did not show is one that whoever may grant may grant; who may not may not.
        var viewer = "headgate-session=" + await lab.SessionAsync(await lab.Server.CreateServiceTokenAsync("account_viewer"));
        var (cookies, token) = await lab.FormAsync("/runs", viewer);
        using var foreign = await lab.SendAsync(
            HttpMethod.Post,
            $"/agents/{second}",
            cookies,
            [
                new("_handler", "save"),
                new("__RequestVerificationToken", token),
                new("version", version),
                new("change-service_tokens", "full"),
            ]
        );
        (await lab.AgentAsync(second))["grants"]!.AsArray().ShouldBeEmpty();
    }

    private async Task<long> IdAsync(string name) =>
        (await lab.Server.Services.GetRequiredService<AgentRegistry>().ListAsync(lab.Server.AccountId, PagesLab.Cancellation))
            .Last(a => a.Name == name)
            .Id;
}
