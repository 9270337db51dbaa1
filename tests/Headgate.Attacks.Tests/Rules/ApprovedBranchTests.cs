using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>A person's yes to a run on a branch is a yes to the commit that the branch was at.</summary>
public sealed class ApprovedBranchTests
{
    private const string Change = "git checkout -q -B fix && date +%N >x && git add -A && git commit -qm more && git rev-parse HEAD";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("APR-07")]
    [Fact]
    public async Task A_branch_that_moves_never_runs_what_nobody_agreed_to()
    {
        using var folder = new TemporaryFolder();
        var hold = Path.Combine(folder.Path, "hold");
        await File.WriteAllTextAsync(hold, "", Cancellation);
        await using var git = await GitServer.StartAsync("true");
        await using var lab = await RunLab.StartAsync(
            $"while [ -e '{hold}' ]; do sleep 0.05; done; mkdir -p target; echo '{{}}' >target/manifest.json",
            box => box with { Isolation = Isolation.None, GitHosts = ["127.0.0.1"] }
        );
        var project = await lab.AddProjectAsync("Sales");
        await using (var db = await lab.Server.DatabaseAsync())
        {
            (await db.Repositories.SingleAsync(r => r.Id == project.RepositoryId, Cancellation)).RemoteUrl = git.Url;
            await db.SaveChangesAsync(Cancellation);
        }
        using var agent = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync(
                "asker",
                new NewGrant("runs.trigger", "full")
                {
                    ProjectIds = [project.Id],
                    Overrides = ["git_branch"],
                    When = new GrantConditions { Approval = new ApprovalCondition() },
                }
            )
        );
        var path = $"{lab.Server.V2}jobs/{project.JobId}/run/";

        // It moves before the call.
        var first = await git.ChangeAsync(Change);
        var id = await AskedAsync("fix");
        (await QuestionAsync(id)).ShouldContain($"The branch is at commit {first}");
        await DecideAsync(id);
        var second = await git.ChangeAsync(Change);
        second.ShouldNotBe(first);
        var (status, text) = await RunAsync("fix");
        status.ShouldBe(HttpStatusCode.Forbidden, text);
        text.ShouldContain("the branch's commit changed");
        Recorded.Of(lab.Server).Last().Reason.ShouldBe("approval-stale");

        // It moves between the call and the clone: another run of the job works that long.
        (await lab.TriggerAsync(project)).ShouldNotBeNull();
        await DecideAsync(await AskedAsync("fix"));
        (status, text) = await RunAsync("fix");
        status.ShouldBe(HttpStatusCode.OK, text);
        Recorded
            .Of(lab.Server)
            .Last(r => r.Decision == "Allowed" && r.Operation == "jobs.trigger")
            .Note!.ShouldContain($"at commit {second}");
        var third = await git.ChangeAsync(Change);
        third.ShouldNotBe(second);
        File.Delete(hold);
        var run = (await lab.EndedAsync(project))[^1];
        (run.Status, run.GitSha).ShouldBe((RunStatus.Success, second));

        // One that is nowhere can be agreed to by nobody.
        await DecideAsync(await AskedAsync("nowhere"));
        (status, text) = await RunAsync("nowhere");
        status.ShouldBe(HttpStatusCode.Forbidden);
        text.ShouldContain("Send git_sha too");
        (await lab.RunsAsync(project)).Count.ShouldBe(2);

        async Task<(HttpStatusCode Status, string Text)> RunAsync(string branch)
        {
            using var answer = await agent.PostAsJsonAsync(path, new { cause = "x", git_branch = branch }, Cancellation);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        }

        async Task<long> AskedAsync(string branch) =>
            JsonDocument.Parse((await RunAsync(branch)).Text).RootElement.GetProperty("data").GetProperty("approval_id").GetInt64();

        Task<string> QuestionAsync(long approval) => lab.Server.Admin.GetStringAsync(Approval(approval), Cancellation);

        async Task DecideAsync(long approval) =>
            (
                await lab.Server.Admin.PostAsJsonAsync(Approval(approval) + "decide/", new { decision = "approve" }, Cancellation)
            ).EnsureSuccessStatusCode();

        string Approval(long approval) => $"/api/gate/v1/accounts/{lab.Server.AccountId}/approvals/{approval}/";
    }
}
