using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Grants that change while a call is on its way.</summary>
public sealed class ChangedGrantTests
{
    [Fact]
    [Attack(
        "CONC-01",
        Lacks = "the word Denied: the record has the decision that was right when it was made, and an outcome that says the call was not sent"
    )]
    public async Task A_grant_that_is_taken_back_before_the_call_leaves_stops_it()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        var agent = (await agents.ListAsync(lab.Server.AccountId, CancellationToken.None)).Single(a => a.Name == "trigger");
        var grant = agent.Grants.Single(g => g.Capability == "runs.trigger");
        var revoked = false;
        // The look-up of the job is the last thing before the decision: the grant goes between the two.
        lab.Upstream.Script = r =>
            revoked || !r.Path.EndsWith("/jobs/1000/", StringComparison.Ordinal)
                ? null
                : new Reply
                {
                    Write = async (stream, cancellation) =>
                    {
                        revoked = true;
                        await agents.RevokeGrantAsync(lab.Server.AccountId, agent.Id, grant.Id, ChangeActor.Operator, cancellation);
                        await lab.Upstream.ByTheRules(r).Write(stream, cancellation);
                    },
                };

        var answer = await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""");

        (answer.Status, answer.Outcome).ShouldBe((403, "grant-changed"), answer.Text);
        lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");
    }
}
