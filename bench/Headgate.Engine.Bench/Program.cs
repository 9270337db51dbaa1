using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Headgate.Dbt;
using Headgate.Dbt.Commands;
using Headgate.Engine.Bench;

// Measures how long the engine parses, each call in a process of its own. With `dbt` first it is that process.
if (args is ["dbt", .. var call])
{
    var code = await DbtCommandLine.RunAsync(call, DbtProcess.Current, CancellationToken.None);
    Console.Error.WriteLine(Environment.CpuUsage.TotalTime.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
    return code;
}
var table = new StringBuilder("| models | call | target | median | all rounds | processor time | |\n|---|---|---|---|---|---|---|\n");
foreach (var size in (int[])[2_000, 10_000])
{
    using var project = new SyntheticProject(size);
    await MeasureAsync(size, "everything is new", size == 2_000 ? 250 : 700, project, project.Forget, "parse");
    await MeasureAsync(size, "nothing has changed", 200, project, static () => { }, "parse");
    await MeasureAsync(size, "one model has changed", 250, project, project.Change, "parse");
    await MeasureAsync(size, "nothing has changed, `ls` of one model", null, project, static () => { }, "ls", "--select", "m000007");
}
var machine =
    $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, load {Load()} at the end";
if (args is [var path])
{
    File.WriteAllText(
        path,
        "# The engine: measured\n\nWritten by `Headgate.Engine.Bench bench/engine/results.md`, published as `./headgate` publishes (`-p:PublishReadyToRun=true`): wall time of whole calls in milliseconds, "
            + "from the start of the process to its end, and the processor time of all its threads, on a project of views with a description and a test each (target PostgreSQL, which is not reached).\n\n"
            + $"{table}\nMachine: {machine}.\n"
    );
}
return 0;

async Task MeasureAsync(int size, string what, int? target, SyntheticProject project, Action before, params string[] words)
{
    var rounds = new List<double>();
    var worked = new List<double>();
    for (var i = 0; i < 5; i++)
    {
        before();
        var (wall, processor) = await project.CallAsync(words);
        rounds.Add(wall.TotalMilliseconds);
        worked.Add(processor.TotalMilliseconds);
    }
    var median = rounds.Order().ElementAt(rounds.Count / 2);
    var verdict =
        target is null ? ""
        : median <= target ? "holds"
        : "missed";
    var line = string.Create(
        CultureInfo.InvariantCulture,
        $"| {size} | {what} | {(target is null ? "–" : $"≤ {target}")} | **{median:0}** | {string.Join(", ", rounds.Select(r => r.ToString("0", CultureInfo.InvariantCulture)))} | {worked.Order().ElementAt(worked.Count / 2):0} | {verdict} |"
    );
    Console.WriteLine(line);
    table.Append(line).Append('\n');
}

static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
