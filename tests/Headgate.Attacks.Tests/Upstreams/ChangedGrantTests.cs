using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Grants that change while a call is on its way.</summary>
public sealed class ChangedGrantTests
{
    private const int FileBytes = 20 * 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Attack("CONC-01")]
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
        var outcome = answer.Records.Single(r => r.Kind == "outcome");
        (outcome.Decision, outcome.Reason).ShouldBe(("Denied", "grant-changed"));
        outcome.Sentence.ShouldBe("Denied after all with 403, and nothing was sent: its grants changed before it was sent on.");
        lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");
    }

    [Fact]
    [Attack("CONC-02")]
    public async Task A_file_that_is_on_its_way_when_its_grant_goes_is_sent_to_its_end_and_the_next_is_not()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var revoked = new TaskCompletionSource();
        lab.Upstream.Script = r =>
            !r.Path.EndsWith("manifest.json", StringComparison.Ordinal)
                ? null
                : new Reply
                {
                    Write = async (stream, cancellation) =>
                    {
                        var half = new byte[FileBytes / 2];
                        Array.Fill(half, (byte)' ');
                        await stream.WriteAsync(
                            System.Text.Encoding.ASCII.GetBytes(
                                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {FileBytes}\r\n\r\n"
                            ),
                            cancellation
                        );
                        await stream.WriteAsync(half, cancellation);
                        await revoked.Task.WaitAsync(cancellation);
                        await stream.WriteAsync(half, cancellation);
                    },
                };
        var path = $"{lab.A}/runs/5000/artifacts/manifest.json";
        using var client = lab.Server.ClientFor(lab.Keys["reader"], "Bearer");
        using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var file = await answer.Content.ReadAsStreamAsync(Cancellation);
        await file.ReadExactlyAsync(new byte[1024 * 1024], Cancellation);

        await lab.RevokeAsync("reader", "artifacts");
        revoked.SetResult();

        var rest = new MemoryStream();
        await file.CopyToAsync(rest, Cancellation);
        rest.Length.ShouldBe(FileBytes - (1024 * 1024));
        (await lab.GetAsync("reader", path)).Status.ShouldBe(403);
        var request = answer.Headers.GetValues("X-Request-Id").Single();
        await Until.HoldsAsync(
            () => Recorded.Of(lab.Server, "outcome").Any(r => r.Request == request),
            "the outcome of the file is recorded",
            Cancellation
        );
        var outcome = Recorded.Of(lab.Server, "outcome").Single(r => r.Request == request);
        outcome.Sentence!.ShouldContain($"Answered 200 with {FileBytes} bytes");
    }
}
