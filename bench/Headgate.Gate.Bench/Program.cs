using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Headgate.Gate.Bench;

// What the rehearsal of a million recorded calls costs:
//   dotnet run -c Release --project bench/Headgate.Gate.Bench -- rehearsal bench/gate/results.md
// What a decision costs, with 10 to 10,000 agents of 100 grants each; replaces the section of bench/results.md that the argument names a file for:
//   dotnet run -c Release --project bench/Headgate.Gate.Bench -- bench/results.md
if (args is ["rehearsal", var results])
{
    return await Rehearsal.MeasureAsync(results);
}
const string Heading = "## Decisions";
var config = ManualConfig
    .CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default);
var summary = BenchmarkRunner.Run<Decisions>(config);
var text = new StringBuilder(Heading).Append("\n\n");
text.Append(
        "Written by `dotnet run -c Release --project bench/Headgate.Gate.Bench -- bench/results.md` (BenchmarkDotNet): an allowed call to a job, judged by the "
    )
    .Append(
        CultureInfo.InvariantCulture,
        $"{Decisions.Grants} grants of one of many agents, each call of another agent. Target: ≤ 1 µs and 0 bytes, however many agents.\n\n"
    )
    .Append("| agents × grants | grants end | ns a decision | bytes | |\n|---|---|---|---|---|\n");
var holds = true;
foreach (var report in summary.Reports)
{
    var (agents, ending) = (
        (int)report.BenchmarkCase.Parameters[nameof(Decisions.Agents)],
        (bool)report.BenchmarkCase.Parameters[nameof(Decisions.Ending)]
    );
    var (ns, bytes) = (report.ResultStatistics!.Median, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    var fine = ns <= 1000 && bytes == 0;
    holds &= fine;
    text.Append(
        CultureInfo.InvariantCulture,
        $"| {agents} × {Decisions.Grants} | {(ending ? "yes" : "no")} | **{ns:0}** | {bytes} | {(fine ? "holds" : "missed")} |\n"
    );
}
text.Append(
    CultureInfo.InvariantCulture,
    $"\n{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}.\n"
);
if (args is [var path])
{
    var old = File.ReadAllText(path);
    var start = old.IndexOf(Heading, StringComparison.Ordinal);
    File.WriteAllText(path, (start < 0 ? old : old[..start]).TrimEnd() + "\n\n" + text);
}
return holds ? 0 : 1;
