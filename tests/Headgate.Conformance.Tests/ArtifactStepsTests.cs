using System.Text;
using System.Text.Json;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests;

/// <summary>Artifacts of a run with several steps: all together without <c>step</c>, each file as the last step that wrote it left it; with it, that step's own.</summary>
public sealed class ArtifactStepsTests(ConformanceServer shared)
{
    [Fact]
    public async Task Without_a_step_the_files_are_those_of_all_steps_each_as_it_was_written_last()
    {
        var run = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Error);
        // dbt deps leaves nothing; the freshness of sources, a build, a run-operation that wrote no results, and docs.
        await AddAsync(run, 4, "sources.json", "manifest.json");
        await AddAsync(run, 5, "manifest.json", "run_results.json", "compiled/shop/models/a.sql");
        await AddAsync(run, 6, "manifest.json");
        await AddAsync(run, 7, "manifest.json", "catalog.json", "index.html");

        (await ListAsync(run)).ShouldBe([
            "catalog.json",
            "compiled/shop/models/a.sql",
            "index.html",
            "manifest.json",
            "run_results.json",
            "sources.json",
        ]);
        (await ListAsync(run, 5)).ShouldBe(["compiled/shop/models/a.sql", "manifest.json", "run_results.json"]);
        (await ListAsync(run, 6)).ShouldBe(["manifest.json"]);
        (await ListAsync(run, 3)).ShouldBeEmpty("dbt's own answer to no files is null");

        (await TextAsync(run, "manifest.json")).ShouldBe("manifest.json of 7");
        (await TextAsync(run, "run_results.json")).ShouldBe("run_results.json of 5", "the last step that wrote it, not the last one");
        (await TextAsync(run, "sources.json")).ShouldBe("sources.json of 4");
        (await TextAsync(run, "compiled/shop/models/a.sql")).ShouldBe("compiled/shop/models/a.sql of 5");
        (await TextAsync(run, "manifest.json?step=5")).ShouldBe("manifest.json of 5");
        (await TextAsync(run, "run_results.json?step=7")).ShouldBeNull("each step has its own set");
        (await TextAsync(run, "manifest.json?step=8")).ShouldBeNull();
        (await TextAsync(run, "nothing.json")).ShouldBeNull();
        (await shared.SendAsync("GET", $"{Path(run)}manifest.json?step=0")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Before_the_run_has_ended_there_are_none()
    {
        var run = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Running);
        await AddAsync(run, 4, "manifest.json");
        (await shared.SendAsync("GET", Path(run))).Status.ShouldBe(404);
        (await TextAsync(run, "manifest.json")).ShouldBeNull();
        (await TextAsync(run, "manifest.json?step=4")).ShouldBeNull();
        await using var db = await shared.Server.DatabaseAsync();
        (await db.Runs.FindAsync([run], TestContext.Current.CancellationToken))!.Status = RunStatus.Cancelled;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private string Path(long run) => $"{shared.Server.V2}runs/{run}/artifacts/";

    private async Task<List<string?>> ListAsync(long run, int? step = null)
    {
        var (status, answer) = await shared.SendAsync("GET", Path(run) + (step is null ? "" : $"?step={step}"));
        status.ShouldBe(200);
        var data = answer.GetProperty("data");
        return data.ValueKind == JsonValueKind.Null ? [] : [.. data.EnumerateArray().Select(p => p.GetString())];
    }

    private async Task<string?> TextAsync(long run, string path)
    {
        using var response = await shared.Server.Admin.GetAsync(Path(run) + path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBeOneOf(200, 404);
        return response.IsSuccessStatusCode ? text : null;
    }

    private async Task AddAsync(long run, int step, params string[] paths)
    {
        var store = shared.Server.Services.GetRequiredService<ArtifactStore>();
        await using var db = await shared.Server.DatabaseAsync();
        foreach (var path in paths)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes($"{path} of {step}"));
            var (sha, size) = await store.PutAsync(content, TestContext.Current.CancellationToken);
            db.Add(
                new Artifact
                {
                    AccountId = shared.Server.AccountId,
                    RunId = run,
                    Step = step,
                    Path = path,
                    Sha256 = sha,
                    Size = size,
                }
            );
        }
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
