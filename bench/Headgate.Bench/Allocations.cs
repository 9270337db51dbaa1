using System.Diagnostics;
using System.Globalization;

namespace Headgate.Bench;

/// <summary>Bytes that the server allocates for a call, beside those of another build of it; counted by the runtime (<c>dotnet-counters</c>) under load.</summary>
internal static class Allocations
{
    private const int Seconds = 8;
    private const string Counter = "dotnet.gc.heap.total_allocated";

    /// <summary>Measures both programs and writes the figures; gives the exit code.</summary>
    /// <param name="other">Path of the other build's executable.</param>
    /// <param name="what">What the other build is, for the table.</param>
    public static async Task<int> MeasureAsync(string other, string what)
    {
        var before = await OfAsync(other);
        var now = await OfAsync(null);
        var rows = before.Zip(
            now,
            (b, n) =>
                string.Create(CultureInfo.InvariantCulture, $"| {b.Call} | {b.Bytes:N0} | **{n.Bytes:N0}** | {n.Bytes / b.Bytes:0.00} × |")
        );
        var file = Path.Combine(Repository.Root, "bench", "allocations", "results.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(
            file,
            $"""
            # Bytes allocated a call

            Written by `dotnet run -c Release --project bench/Headgate.Bench allocations PROGRAM WHAT`: each build serves its own demo under load ({Wrk.Shape}),
            and the runtime counts what it allocates meanwhile (`dotnet-counters`, `{Counter}`), all of the process: connection, call, record, answer.

            | call | {what} | now | ratio |
            |---|---|---|---|
            {string.Join('\n', rows)}

            On {Results.Machine()}, {DateTimeOffset.UtcNow:yyyy-MM-dd}.

            """
        );
        Console.WriteLine($"written to {file}");
        return 0;
    }

    private static async Task<List<(string Call, double Bytes)>> OfAsync(string? program)
    {
        await using var demo = await DemoFolder.CreateAsync(program);
        await using var server = await ServerProcess.StartAsync(demo.Path, program);
        using var api = new DemoApi(server.Url, demo);
        await api.MakeHundredJobsAsync();
        var (token, agent) = ("Token " + demo.AdminToken, "Bearer " + demo.AgentKey);
        var figures = new List<(string, double)>();
        foreach (
            var (call, url, credential) in new[]
            {
                ("GET of a job, service token", api.JobUrl, token),
                ("GET of a job, agent's key", api.JobUrl, agent),
                ("list of 100 jobs, service token", api.JobsUrl, token),
                ("list of 100 jobs, agent's key", api.JobsUrl, agent),
            }
        )
        {
            Wrk.Measure(url, credential, Seconds);
            var bytes = await BytesAsync(server.Id, url, credential);
            Console.WriteLine($"{program ?? "this build"}: {call}: {bytes:0} bytes");
            figures.Add((call, bytes));
        }
        return figures;
    }

    /// <summary>The counter reads every second what came since the one before; the load lies wholly inside of the readings.</summary>
    private static async Task<double> BytesAsync(int process, Uri url, string credential)
    {
        var readings = Path.GetTempFileName() + ".csv";
        var duration = TimeSpan.FromSeconds(Seconds + 6);
        var start = new ProcessStartInfo(
            Path.Combine(Repository.DotnetRoot, "dotnet"),
            [
                "tool",
                "run",
                "dotnet-counters",
                "collect",
                "--process-id",
                process.ToString(CultureInfo.InvariantCulture),
                "--counters",
                "System.Runtime",
                "--format",
                "csv",
                "--output",
                readings,
                "--duration",
                duration.ToString("c", CultureInfo.InvariantCulture),
            ]
        )
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var counters = Process.Start(start)!;
        var output = counters.StandardOutput.ReadToEndAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var load = Wrk.Measure(url, credential, Seconds);
        await counters.WaitForExitAsync();
        await output;
        var allocated = File.ReadLines(readings)
            .Where(line => line.Contains(Counter, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture));
        File.Delete(readings);
        return allocated / load.Requests;
    }
}
