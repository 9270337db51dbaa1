using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Retries and reruns in an account elsewhere repeat what their run was given: they are judged as that.</summary>
public sealed class RepeatedElsewhereTests
{
    private const string Branch =
        ",\"trigger\":{\"cause\":\"by hand\",\"git_branch\":\"mine\",\"steps_override\":null,\"threads_override\":null}";
    private const string Plain = ",\"trigger\":{\"cause\":\"by hand\",\"git_branch\":null,\"schema_override\":\"\",\"steps_override\":[]}";

    [Attack("SCOPE-45")]
    [Theory]
    [InlineData("runs/5000/retry/")]
    [InlineData("jobs/1000/rerun/")]
    public async Task Overrides_that_the_agent_may_not_send_are_not_repeated_either(string path)
    {
        await using var lab = await StartAsync();
        Answer(lab, Branch, Branch);

        var refused = await lab.PostAsync("retrier", $"{lab.A}/{path}", "{}");

        refused.Status.ShouldBe(403, refused.Text);
        refused.Text.ShouldContain("git_branch");
        lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");
        refused.Text.ShouldContain("was triggered with overrides, and a retry repeats them");

        var allowed = await lab.PostAsync("brancher", $"{lab.A}/{path}", "{}");
        allowed.Status.ShouldBe(200, allowed.Text);
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);
    }

    [Attack("SCOPE-45")]
    [Theory]
    [InlineData("runs/5000/retry/")]
    [InlineData("jobs/1000/rerun/")]
    public async Task A_run_without_overrides_is_repeated_and_one_of_which_nobody_says_is_not(string path)
    {
        await using var lab = await StartAsync();
        Answer(lab, Plain, Plain);
        (await lab.PostAsync("retrier", $"{lab.A}/{path}", "{}")).Status.ShouldBe(200);

        Answer(lab, "", Plain);
        var untold = await lab.PostAsync("retrier", $"{lab.A}/{path}", "{}");
        untold.Status.ShouldBe(403, untold.Text);
        untold.Text.ShouldContain("does not say with which overrides");

        // What comes back has an override that the judged run had not: somebody else's run came in between.
        Answer(lab, Plain, Branch);
        var other = await lab.PostAsync("retrier", $"{lab.A}/{path}", "{}");
        other.Status.ShouldBe(502, other.Text);
        lab.Journal.ShouldContain("the run has git_branch, which the one that was to be repeated had not");
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(2);
    }

    [Fact]
    public async Task After_a_success_a_rerun_is_the_job_as_it_is()
    {
        await using var lab = await StartAsync();
        Answer(lab, Branch, Plain, status: 10);
        (await lab.PostAsync("retrier", $"{lab.A}/jobs/1000/rerun/", "{}")).Status.ShouldBe(200);
    }

    private static async Task<UpstreamLab> StartAsync()
    {
        var lab = await UpstreamLab.StartAsync();
        var own = new NewGrant("runs.retry", "full") { ProjectIds = [10] };
        await lab.AddAgentAsync("retrier", "prod", own, new NewGrant("runs.trigger", "full") { ProjectIds = [10] });
        await lab.AddAgentAsync(
            "brancher",
            "prod",
            own,
            new NewGrant("runs.trigger", "full") { ProjectIds = [10], Overrides = ["git_branch"] }
        );
        return lab;
    }

    /// <summary>The account has a run of job 1000 with a trigger, and makes one with another.</summary>
    private static void Answer(UpstreamLab lab, string before, string made, int status = 20)
    {
        string Run(long id, string trigger, int its) =>
            lab.Upstream.Run(id, trigger).Replace("\"status\":10", $"\"status\":{its}", StringComparison.Ordinal);
        lab.Upstream.Script = request =>
            request.Method == "POST" ? Reply.Data(Run(request.Path.Contains("/retry/", StringComparison.Ordinal) ? 5000 : 5002, made, 1))
            : request.Path.EndsWith("/runs/5000/", StringComparison.Ordinal) ? Reply.Data(Run(5000, before, status))
            : request.Path.EndsWith("/runs/", StringComparison.Ordinal) ? Reply.Page([Run(5000, before, status)], 1)
            : null;
    }
}
