using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Grants that change while a call is on its way.</summary>
public sealed class ChangedGrantTests
{
    private const int FileBytes = 20 * 1024 * 1024;
    private const int Callers = 500;

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
    public async Task A_file_that_is_on_its_way_is_cut_off_when_its_grant_goes()
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = HalfAFile;
        using var client = lab.Server.ClientFor(lab.Keys["reader"], "Bearer");
        using var answer = await client.GetAsync(Manifest(lab), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var file = await answer.Content.ReadAsStreamAsync(Cancellation);
        await file.ReadExactlyAsync(new byte[1024 * 1024], Cancellation);

        await lab.RevokeAsync("reader", "artifacts");

        await Should.ThrowAsync<IOException>(() => file.CopyToAsync(Stream.Null, Cancellation));
        (await lab.GetAsync("reader", Manifest(lab))).Status.ShouldBe(403);
        var outcome = await OutcomeAsync(lab, answer);
        (outcome.Decision, outcome.Reason).ShouldBe(("Stopped", "grant-changed"), outcome.Sentence);
    }

    [Fact]
    [Attack("CONC-19")]
    public async Task The_switch_stops_five_hundred_calls_that_are_on_their_way_and_files_in_their_middle()
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = HalfAFile;
        using var client = lab.Server.ClientFor(lab.Keys["reader"], "Bearer");
        using var answer = await client.GetAsync(Manifest(lab), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var file = await answer.Content.ReadAsStreamAsync(Cancellation);
        await file.ReadExactlyAsync(new byte[1024 * 1024], Cancellation);
        var passed = 0;
        var begun = new TaskCompletionSource();
        var callers = Enumerable.Range(0, Callers).Select(_ => CallAsync()).ToList();
        await begun.Task.WaitAsync(Cancellation);

        using (var content = new StringContent("""{"enabled":false}""", System.Text.Encoding.UTF8, "application/json"))
        {
            var path = $"/api/gate/v1/accounts/{lab.Server.AccountId}/agents/switch/";
            using var pressed = await lab.Server.Admin.PostAsync(path, content, Cancellation);
            ((int)pressed.StatusCode).ShouldBe(200);
        }

        (await Task.WhenAll(callers)).ShouldAllBe(status => status == 403);
        await Should.ThrowAsync<IOException>(() => file.CopyToAsync(Stream.Null, Cancellation));
        var sent = lab.Upstream.Seen.Count;
        using (var refused = await client.GetAsync($"{lab.A}/jobs/1000/", Cancellation))
        {
            ((int)refused.StatusCode).ShouldBe(403);
        }
        lab.Upstream.Seen.Count.ShouldBe(sent, "nothing is sent on any more");
        var outcome = await OutcomeAsync(lab, answer);
        (outcome.Decision, outcome.Reason).ShouldBe(("Stopped", "grant-changed"), outcome.Sentence);
        var records = Recorded.Of(lab.Server, "decision").Where(r => r.Reason == "kill-switch").ToList();
        records.Count.ShouldBeGreaterThan(1);
        records.ShouldAllBe(r => r.Decision == "Stopped");
        Recorded.Of(lab.Server, "change").Count(r => r.Operation == "gate.agents.switch").ShouldBe(1);
        using var record = await lab.Server.Admin.GetAsync($"/api/gate/v1/accounts/{lab.Server.AccountId}/records/", Cancellation);
        ((int)record.StatusCode).ShouldBe(200);

        async Task<int> CallAsync()
        {
            while (true)
            {
                using var called = await client.GetAsync($"{lab.A}/jobs/1000/", Cancellation);
                if (called.StatusCode != System.Net.HttpStatusCode.OK)
                {
                    return (int)called.StatusCode;
                }
                if (Interlocked.Increment(ref passed) >= Callers)
                {
                    begun.TrySetResult();
                }
            }
        }
    }

    private static string Manifest(UpstreamLab lab) => $"{lab.A}/runs/5000/artifacts/manifest.json";

    /// <summary>A file whose second half never comes; anything else by the rules.</summary>
    private static Reply? HalfAFile(SeenRequest request) =>
        !request.Path.EndsWith("manifest.json", StringComparison.Ordinal)
            ? null
            : new Reply
            {
                Closes = true,
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
                    await new TaskCompletionSource().Task.WaitAsync(cancellation);
                },
            };

    private static async Task<JournalRecord> OutcomeAsync(UpstreamLab lab, HttpResponseMessage answer)
    {
        var request = answer.Headers.GetValues("X-Request-Id").Single();
        JournalRecord? Found() => Recorded.Of(lab.Server, "outcome").Find(r => r.Request == request);
        await Until.HoldsAsync(() => Found() is not null, "the outcome of the file is recorded", Cancellation);
        return Found()!;
    }
}
