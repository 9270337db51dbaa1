using System.Diagnostics;
using System.Globalization;
using System.Text;
using Headgate.Platform.Runs.Keeping;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Runs.Bench;

/// <summary>Readers while old runs are removed.</summary>
internal sealed class Retention : IMeasure
{
    private const double MostMilliseconds = 50;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public string Name => "retention";

    public string Says => "[RUNS] [DATABASE]  readers while 1,000,000 old runs are removed: none waits more than 50 ms";

    public async Task<bool> MeasureAsync(IReadOnlyList<string> arguments)
    {
        var count = arguments
            .Select(text => long.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Append(1_000_000)
            .First(n => n > 0);
        var text = new StringBuilder(
            $"""
            # Readers while old runs are removed

            Written by `dotnet run -c Release --project bench/Headgate.Runs.Bench -- retention`: {count:N0} runs that are too old are removed (`runs.keep_days`) while one caller reads over HTTP, a run by its number and
            the newest hundred in turn, every 5 ms. Before that it reads for {Quiet.TotalSeconds:0} s while nothing is removed. Target: no read of more than {MostMilliseconds:0} ms.

            | database | removed | in | reads | median | 99.9 of 100 | longest | longest without | |
            |---|---|---|---|---|---|---|---|---|

            """
        );
        var holds = true;
        foreach (var database in Databases.Asked(arguments))
        {
            await using var server = await Databases.StartAsync(
                database,
                settings => settings with { RunRetention = new() { KeepFor = TimeSpan.FromDays(30) } }
            );
            await RunTable.FillAsync(server, database, count);
            Console.WriteLine($"{database}: filled");
            using var quiet = new CancellationTokenSource(Quiet);
            var before = await ReadAsync(server, quiet.Token);
            using var working = new CancellationTokenSource();
            var reads = Task.Run(() => ReadAsync(server, working.Token));
            var watch = Stopwatch.StartNew();
            var removed = await server.Services.GetRequiredService<RunRetention>().RemoveAsync(CancellationToken.None);
            watch.Stop();
            await working.CancelAsync();
            var during = await reads;
            var fine = during[^1] <= MostMilliseconds;
            holds &= fine;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {database} | {removed:N0} | {watch.Elapsed.TotalSeconds:0} s | {during.Count:N0} | {during[during.Count / 2]:0.0} ms | {during[(int)(during.Count * 0.999)]:0.0} ms | **{during[^1]:0.0} ms** | {before[^1]:0.0} ms | {(fine ? "holds" : "missed")} |"
            );
            Console.WriteLine(text.ToString().Split('\n')[^2]);
        }
        await Pages.WriteAsync("retention.md", text.ToString());
        return holds;
    }

    /// <summary>Milliseconds of each read, sorted.</summary>
    private static async Task<IReadOnlyList<double>> ReadAsync(HeadgateServer server, CancellationToken until)
    {
        long newest;
        await using (var db = await server.DatabaseAsync())
        {
            newest = await db.Runs.MaxAsync(run => run.Id, CancellationToken.None);
        }
        string[] paths = [$"runs/{newest}/", "runs/?order_by=-id&limit=100"];
        foreach (var path in paths)
        {
            (await server.Admin.GetAsync(server.V2 + path, CancellationToken.None)).EnsureSuccessStatusCode().Dispose();
        }
        var times = new List<double>();
        while (!until.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await server.Admin.GetAsync(server.V2 + paths[times.Count % 2], CancellationToken.None);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(CancellationToken.None);
            times.Add(watch.Elapsed.TotalMilliseconds);
            await Task.Delay(Pause, CancellationToken.None);
        }
        times.Sort();
        return times;
    }
}
