using Headgate.Platform.Runs.Retries;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tests.Runs.Retries;

public sealed class RetryTruthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Results_of_an_earlier_step_are_not_those_of_one_that_failed_without_any(string database)
    {
        var program = Path.Combine(Path.GetTempPath(), $"dbt-{Guid.NewGuid():N}.sh");
        const string Script =
            "#!/bin/sh\nmkdir -p target\ncase \"$*\" in *seed*) echo '{}' >target/run_results.json;; *run*) exit 1;; esac\n";
        await File.WriteAllTextAsync(program, Script, Cancellation);
        // A run has a user of its own in its box.
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        await using var fixture = await RunsFixture.CreateAsync(database, new() { DbtProgram = program });
        var job = await fixture.AddJobAsync("dbt seed", "dbt run");

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);

        run.Status.ShouldBe(RunStatus.Error);
        await using var db = await fixture.Store.OpenDbAsync();
        var facts = await RetryFacts.OfAsync(db, run, Cancellation);
        facts.Refusal.ShouldBe(RetryRules.NoRunResults);
        var steps = await db
            .Artifacts.Where(a => a.RunId == run.Id && a.Path == "run_results.json")
            .Select(a => a.Step)
            .ToListAsync(Cancellation);
        steps.ShouldBe([4], "the seed's step alone wrote them");
        File.Delete(program);
    }
}
