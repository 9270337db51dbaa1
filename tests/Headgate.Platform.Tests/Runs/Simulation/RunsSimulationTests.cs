using System.Diagnostics;
using Headgate.Store.Tests;

namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>
/// A month of a server that dies again and again, in a minute. The seed is another one each time and stands in every message; <c>HEADGATE_SIMULATION_SEED</c> plays one again.
/// </summary>
public sealed class RunsSimulationTests(ITestOutputHelper output)
{
    [Fact]
    public Task Thirty_days_of_two_hundred_jobs_lose_and_double_nothing() => LiveAsync(TestStore.Sqlite, days: 30, jobs: 200);

    [Fact]
    public Task Five_days_of_sixty_jobs_lose_and_double_nothing_on_PostgreSQL() => LiveAsync(TestStore.Postgres, days: 5, jobs: 60);

    private async Task LiveAsync(string database, int days, int jobs)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HEADGATE_SIMULATION_SEED"), out var given)
            ? given
            : Random.Shared.Next(1, 1_000_000);
        var watch = Stopwatch.StartNew();
        await using var world = await World.CreateAsync(database, seed, jobs);
        try
        {
            await world.LiveAsync(days);
            var verdict = await Verdict.OfAsync(world);
            output.WriteLine($"Seed {seed}: {verdict} in {watch.Elapsed.TotalSeconds:0.0} s.");
            verdict.Faults.ShouldBeEmpty($"HEADGATE_SIMULATION_SEED={seed}");
            verdict.Deaths.ShouldBeGreaterThan(0);
            verdict.Overtaken.ShouldBeGreaterThan(0);
        }
        catch (Exception failure) when (!failure.Message.Contains("HEADGATE_SIMULATION_SEED", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"HEADGATE_SIMULATION_SEED={seed}, at {world.Clock.GetUtcNow():u}: {failure.Message}",
                failure
            );
        }
    }
}
