using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>What a project's own code tries to make of a run.</summary>
public sealed class RunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("PATH-31")]
    [Fact]
    public async Task A_link_that_a_project_leaves_among_its_artifacts_is_not_kept()
    {
        const string Script = "mkdir -p target; echo '{}' >target/run_results.json; ln -sf /etc/passwd target/x; ln -sfn /etc target/etc\n";
        await using var lab = await RunLab.StartAsync(Script);
        var project = await lab.AddProjectAsync("Linking");
        var id = await lab.TriggerAsync(project);
        (await lab.EndedAsync(project))[0].Status.ShouldBe(RunStatus.Success);
        var artifacts = $"{lab.Server.V2}runs/{id}/artifacts/";
        (await lab.Server.Admin.GetAsync(artifacts + "run_results.json", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "x", "etc/passwd", "etc/hostname" })
        {
            using var answer = await lab.Server.Admin.GetAsync(artifacts + path, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("root:");
        }
        await using var db = await lab.Server.DatabaseAsync();
        (await db.Artifacts.Where(a => a.RunId == id).Select(a => a.Path).Distinct().ToListAsync(Cancellation)).ShouldBe([
            "run_results.json",
        ]);
    }
}
