using System.Globalization;
using Headgate.Bench;

// The measures of the foundation, of the executable as it ships (Release) in a process of its own, written to bench/results.md:
//   dotnet run -c Release --project bench/Headgate.Bench [ROUNDS]
// and bytes a read in the journal, written to bench/journal/results.md:
//   dotnet run -c Release --project bench/Headgate.Bench journal
// and bytes allocated a call, by this program and by another build of it, written to bench/allocations/results.md:
//   dotnet run -c Release --project bench/Headgate.Bench allocations OTHER_PROGRAM WHAT_IT_IS
// and a tool of MCP against the same call over HTTP, written to bench/mcp/results.md:
//   dotnet run -c Release --project bench/Headgate.Bench mcp
// and the gate before an account elsewhere against YARP alone, written to bench/gate/results.md:
//   dotnet run -c Release --project bench/Headgate.Bench gate [ROUNDS]
if (args is ["gate", .. var more])
{
    return await GateThroughput.MeasureAsync(more is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 3);
}
if (args is ["gate-upstream", var answers])
{
    return await SideServers.UpstreamAsync(answers);
}
if (args is ["gate-proxy", var upstream])
{
    return await SideServers.ProxyAsync(upstream);
}
if (args is ["allocations", var other, var what])
{
    return await Allocations.MeasureAsync(other, what);
}
if (args is ["mcp"])
{
    return await McpThroughput.MeasureAsync();
}
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

    await api.MakeHundredJobsAsync();
    await using var bare = await BareEndpoint.StartAsync(System.IO.Path.Combine(demo.Path, "headgate.db"));
    Throughput.Measure(bare, api, demo, 6);
    for (var i = 0; i < rounds; i++)
    {
        var round = Throughput.Measure(bare, api, demo, 4);
        results.Throughput.Add(round);
        Console.WriteLine(
            $"bare {round.Bare:0}, token {round.Token:0} ({round.TokenRatio:0.00}), agent {round.Agent:0} ({round.AgentRatio:0.00}); list of 100: bare {round.BareList:0}, token {round.TokenList:0} ({round.TokenListRatio:0.00}), agent {round.AgentList:0} ({round.AgentListRatio:0.00})"
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
