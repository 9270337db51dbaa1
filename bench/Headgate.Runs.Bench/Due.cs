using System.Diagnostics;
using System.Globalization;
using System.Text;
using Headgate.Platform.Related;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Runs.Bench;

/// <summary>Many jobs that are due at once, on a server that executes runs meanwhile.</summary>
internal sealed class Due : IMeasure
{
    private const double MostSeconds = 10;

    public string Name => "due";

    public string Says => "[JOBS] [DATABASE]  jobs due in one minute until all have their run: 10,000 within 10 s";

    public async Task<bool> MeasureAsync(IReadOnlyList<string> arguments)
    {
        var jobs = arguments
            .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Append(10_000)
            .First(n => n > 0);
        var text = new StringBuilder(
            $"""
            # Jobs that are due in one minute

            Written by `dotnet run -c Release --project bench/Headgate.Runs.Bench -- due`: {jobs:N0} jobs of one account have a schedule that comes round in the same minute, on a whole
            server that executes runs meanwhile (its slots are free at that minute). The time is from that minute until the last of them has its run in the table. Target: ≤ {MostSeconds:0} s for 10,000.

            | database | seconds | first run after | the same again, with all of these waiting (each takes its predecessor's place) | |
            |---|---|---|---|---|

            """
        );
        var holds = true;
        foreach (var database in Databases.Asked(arguments))
        {
            await using var server = await Databases.StartAsync(database);
            var project = await server.CreateProjectAsync("Orchard");
            await AddAsync(server, project, jobs);
            var (first, all) = await WaitAsync(server, jobs);
            var (_, again) = await WaitAsync(server, jobs);
            var fine = all <= MostSeconds && again <= MostSeconds;
            holds &= fine;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {database} | **{all:0.0}** | {first:0.0} s | {again:0.0} s | {(fine ? "holds" : "missed")} |"
            );
            Console.WriteLine($"{database}: first after {first:0.0} s, all after {all:0.0} s, again {again:0.0} s");
        }
        await Pages.WriteAsync("due.md", text.ToString());
        return holds;
    }

    private static async Task AddAsync(HeadgateServer server, TestProject project, int count)
    {
        foreach (var chunk in Enumerable.Range(1, count).Chunk(1000))
        {
            await using var db = await server.DatabaseAsync();
            db.AddRange(
                chunk.Select(i => new Job
                {
                    AccountId = server.AccountId,
                    ProjectId = project.Id,
                    EnvironmentId = project.ProductionId,
                    Name = $"Job {i}",
                    ExecuteSteps = ["dbt build"],
                    TriggersSchedule = true,
                    ScheduleDateType = "custom_cron",
                    ScheduleCron = "0 0 1 1 *",
                })
            );
            await db.SaveChangesAsync();
        }
    }

    /// <summary>Has all jobs be due at the next minute, and looks until all have a run of that minute.</summary>
    private static async Task<(double First, double All)> WaitAsync(HeadgateServer server, int count)
    {
        var clock = TimeProvider.System;
        var minute = new DateTimeOffset(
            clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute,
            TimeSpan.Zero
        ).AddMinutes(1);
        if (minute - clock.GetUtcNow() < TimeSpan.FromSeconds(15))
        {
            minute = minute.AddMinutes(1);
        }
        await using (var db = await server.DatabaseAsync())
        {
            await db.Jobs.Where(job => job.TriggersSchedule).ExecuteUpdateAsync(set => set.SetProperty(job => job.NextRunAt, minute));
        }
        foreach (var follower in server.Services.GetServices<IJobChanges>())
        {
            await follower.ChangedAsync(new Job(), CancellationToken.None);
        }
        await Task.Delay(minute - clock.GetUtcNow());
        var watch = Stopwatch.StartNew();
        double? first = null;
        while (true)
        {
            await using var db = await server.DatabaseAsync();
            var before = await db.Jobs.CountAsync(job => job.NextRunAt == minute);
            var now = watch.Elapsed.TotalSeconds;
            first ??= before < count ? now : null;
            if (before == 0)
            {
                var runs = await db.Runs.CountAsync(run => run.ShouldStartAt == minute);
                return runs == count ? (first!.Value, now) : throw new InvalidOperationException($"{runs} runs of {count} jobs.");
            }
            await Task.Delay(50);
        }
    }
}
