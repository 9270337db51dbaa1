using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Headgate.Dbt.Reading;
using Headgate.Metrics;
using Headgate.Metrics.Bench;

// Measures the planner on a large project, and what its SQL costs beside the same written by hand; the argument is the file to write.
var results = new StringBuilder("# Metrics\n\n");
results.Append(
    CultureInfo.InvariantCulture,
    $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}. "
);
results.Append("Written by `dotnet run -c Release --project bench/Headgate.Metrics.Bench -- bench/metrics/results.md`.\n\n");
results.Append("| measure | p50 | p99 | wanted |\n|---|---|---|---|\n");

var large = new MetricEngine(LargeProject.Of(models: 100, metrics: 500));
MetricQuery[] queries =
[
    new() { Metrics = ["metric0"], GroupBy = ["metric_time__month"] },
    new() { Metrics = ["metric4", "metric9"], GroupBy = ["metric_time__day", "e1__d3"] },
    new()
    {
        Metrics = ["metric250"],
        GroupBy = ["e51__d1", "e51__e52__d2"],
        Where = ["{{ Dimension('e51__d4') }} = 'x'"],
    },
    new()
    {
        Metrics = ["metric490", "metric491", "metric494"],
        GroupBy = ["metric_time__year"],
        OrderBy = ["-metric490"],
        Limit = 10,
    },
];
var next = 0;
Row(
    "plan and SQL of a query, 500 metrics over 100 models",
    "5 ms",
    Times(
        400,
        () =>
            large.Compile(queries[next++ % queries.Length], SqlEngine.DuckDb) is { Sql: { } sql }
                ? sql
                : throw new InvalidOperationException()
    )
);
var thousand = new MetricEngine(LargeProject.Of(models: 200, metrics: 1000));
Row("list of 1,000 metrics", "20 ms", Times(100, () => thousand.Metrics.Count));
Row("what one of 500 metrics can be grouped by", "", Times(100, () => large.ItemsOf(["metric250"])!.Count));

using var warehouse = new BenchWarehouse();
const string ByHand = """
    select date_trunc('month', o.at) as metric_time__month, c.d1, sum(o.amount) as metric0
    from bench.main.m0 o left join bench.main.m1 c on o.next_id = c.id where o.d2 = 'v3' group by all
    """;
var planned = large
    .Compile(
        new MetricQuery
        {
            Metrics = ["metric0"],
            GroupBy = ["metric_time__month", "e1__d1"],
            Where = ["{{ Dimension('e0__d2') }} = 'v3'"],
        },
        SqlEngine.DuckDb
    )
    .Sql!;
var (one, other) = (warehouse.Read(planned), warehouse.Read(ByHand));
if (one.Rows.Count != other.Rows.Count || Sum(one) != Sum(other))
{
    throw new InvalidOperationException("The planned query and the one by hand differ.");
}

// In turns, so that what else the machine does falls on both.
var (plannedTimes, handTimes) = (new List<double>(), new List<double>());
for (var i = 0; i < 60; i++)
{
    plannedTimes.AddRange(Times(1, () => warehouse.Read(planned)));
    handTimes.AddRange(Times(1, () => warehouse.Read(ByHand)));
}
Row($"answer from {BenchWarehouse.Rows:N0} rows with a join, planned", "", plannedTimes);
Row("the same by hand", "", handTimes);
results.Append(
    CultureInfo.InvariantCulture,
    $"\nAnswer, planned to by hand: {Median(plannedTimes) / Median(handTimes):0.00}x (wanted: at most 1.1x).\n"
);
Console.WriteLine(results);
if (args is [var file])
{
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, results.ToString());
}

static decimal Sum(WarehouseTable table) => table.Rows.Sum(row => Convert.ToDecimal(row[^1], CultureInfo.InvariantCulture));

static List<double> Times(int count, Func<object> work)
{
    var times = new List<double>();
    for (var i = -Math.Min(count, 50); i < count; i++)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        if (i >= 0 || count == 1)
        {
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
    return times;
}

static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

void Row(string what, string wanted, List<double> times) =>
    results.Append(
        CultureInfo.InvariantCulture,
        $"| {what} | {Median(times):0.000} ms | {times.Order().ElementAt((int)(times.Count * 0.99)):0.000} ms | {wanted} |\n"
    );
