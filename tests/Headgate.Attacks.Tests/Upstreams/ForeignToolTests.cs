using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>What this server does itself for agents that work in an account elsewhere.</summary>
public sealed class ForeignToolTests
{
    [Fact]
    public async Task A_foreign_tool_and_a_command_of_ones_own_are_done_here_and_nothing_of_them_is_sent_on()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await using var foreign = await ForeignServerOfTests.StartAsync(
            ForeignServerOfTests.Tool("act"),
            ForeignServerOfTests.Tool("other")
        );
        var added = await lab.Server.AddForeignAsync("helper", foreign.Url);
        foreach (var tool in new[] { "act", "other" })
        {
            (await lab.Server.ReviewAsync(added, tool)).ShouldBe(HttpStatusCode.OK);
        }
        await lab.AddAgentAsync(
            "craft",
            "prod",
            new NewGrant("foreign_tools.call", "full") { Tools = ["helper__act"] },
            new NewGrant("dbt.run", "full")
        );

        using var mcp = lab.Mcp("craft");
        var listed = (await mcp.AskAsync("tools/list")).Tools;
        listed.ShouldContain("helper__act");
        listed.ShouldNotContain("helper__other");
        (await mcp.CallAsync("helper__act")).IsDone.ShouldBeTrue();
        (await mcp.CallAsync("helper__other")).IsDone.ShouldBeFalse();
        (await lab.PostAsync("craft", "/api/gate/v1/commands/", """{"name":"build"}""")).Status.ShouldBe(200);
        (await lab.PostAsync("reader", "/api/gate/v1/commands/", """{"name":"build"}""")).Status.ShouldBe(403);

        lab.Upstream.Seen.ShouldBeEmpty();
        Recorded
            .Of(lab.Server)
            .Single(r => r.Tool == "helper__act")
            .Sentence.ShouldBe("Agent \"craft\" of upstream \"prod\" called tool helper__act.");
    }
}
