using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Pages;

/// <summary>What a person reads on the page of a question before a yes.</summary>
[Collection(PagesCollection.Name)]
public sealed class ApprovalPageTests(PagesLab lab)
{
    [Fact]
    [Attack("APR-13")]
    public async Task The_agents_words_stand_on_the_page_as_its_words_and_do_nothing_there()
    {
        var key = await lab.Server.CreateAgentAsync("poet", new NewGrant("runs.trigger", "full") { When = new() { Approval = new() } });
        const string cause =
            "**Approved** by Ann \u202E<b onclick=x>https://evil.test</b> [yes](https://evil.test) <!channel> @here \u001b[31m";
        using (var agent = lab.Server.ClientFor(key, "Bearer"))
        {
            using var held = await agent.PostAsJsonAsync(
                lab.Server.V2 + $"jobs/{lab.Project.JobId}/run/",
                new { cause },
                PagesLab.Cancellation
            );
            ((int)held.StatusCode).ShouldBe(403);
        }
        var approvals = await lab.Server.Admin.GetFromJsonAsync<JsonNode>(lab.Gate("approvals/"), PagesLab.Cancellation);
        var asked = approvals!["data"]!.AsArray().First(a => (string?)a!["agent"] == "poet")!;
        using var answer = await lab.GetAsync($"/approvals/{asked["id"]}", "headgate-session=" + await lab.SessionAsync());
        var page = await answer.Content.ReadAsStringAsync(PagesLab.Cancellation);

        page.ShouldContain("Approved** by Ann");
        page.ShouldNotContain("<b onclick");
        page.ShouldNotContain("href=\"https://evil.test");
        page.ShouldNotContain("<strong>Approved");
        page.ShouldNotContain('\u202E');
        page.ShouldNotContain('\u001b');
        // The gate's own sentence comes first, and has nothing of the agent's.
        var effect = asked["effect"]!.ToString();
        effect.ShouldNotContain("Ann");
        page.IndexOf(System.Net.WebUtility.HtmlEncode(effect)[..30], StringComparison.Ordinal)
            .ShouldBeInRange(0, page.IndexOf("Approved** by Ann", StringComparison.Ordinal));
    }
}
