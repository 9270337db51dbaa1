using System.Globalization;
using Headgate.Bench;

// The four measures of the foundation, of the executable as it ships (Release) in a process of its own, written to bench/results.md:
//   dotnet run -c Release --project bench/Headgate.Bench [ROUNDS]
// and bytes a read in the journal, written to bench/journal/results.md:
//   dotnet run -c Release --project bench/Headgate.Bench journal
if (args is ["journal"])
{
    return await JournalSize.MeasureAsync();
}
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var results = new Results(rounds);
await using var demo = await DemoFolder.CreateAsync();
Console.WriteLine($"demo in {demo.Path}");

for (var i = 0; i < rounds; i++)
{
    await using var server = await ServerProcess.StartAsync(demo.Path);
    results.ReadyAfter.Add(server.ReadyAfter);
    Console.WriteLine($"ready after {server.ReadyAfter.TotalMilliseconds:0} ms");
}

await using (var server = await ServerProcess.StartAsync(demo.Path))
{
    results.IdleMegabytes = await server.IdleMegabytesAsync();
    Console.WriteLine($"idle {results.IdleMegabytes:0.0} MB");

    using var api = new DemoApi(server.Url, demo);
    for (var i = 0; i <= rounds; i++)
    {
        var delay = await api.MeasureFirstStepAsync();
        Console.WriteLine($"trigger to first step {delay.TotalMilliseconds:0.0} ms{(i == 0 ? " (the first, not counted)" : "")}");
        if (i > 0)
        {
            results.FirstStepAfter.Add(delay);
        }
    }

    await using var bare = await BareEndpoint.StartAsync(System.IO.Path.Combine(demo.Path, "headgate.db"));
    var row = new Uri(bare.Url, $"/jobs/{demo.JobId}");
    var job = api.JobUrl;
    Wrk.Measure(row, null, 4);
    Wrk.Measure(job, "Token " + demo.AdminToken, 8);
    Wrk.Measure(job, "Bearer " + demo.AgentKey, 8);
    for (var i = 0; i < rounds; i++)
    {
        var round = new Throughput(
            Wrk.Measure(row, null, 4),
            Wrk.Measure(job, "Token " + demo.AdminToken, 4),
            Wrk.Measure(job, "Bearer " + demo.AgentKey, 4)
        );
        results.Throughput.Add(round);
        Console.WriteLine(
            $"bare {round.Bare:0}, token {round.Token:0} ({round.TokenRatio:0.00}), agent {round.Agent:0} ({round.AgentRatio:0.00})"
        );
    }
}

var file = System.IO.Path.Combine(Repository.Root, "bench", "results.md");

// The decisions have a program of their own (bench/Headgate.Gate.Bench), whose section stays.
var decisions =
    await File.ReadAllTextAsync(file) is var old && old.IndexOf("## Decisions", StringComparison.Ordinal) is >= 0 and var at
        ? "\n" + old[at..]
        : "";
await File.WriteAllTextAsync(file, results.ToMarkdown() + decisions);
Console.WriteLine($"written to {file}");
return results.AllHold ? 0 : 1;
