using System.Diagnostics;
using System.Globalization;
using System.Text;
using Headgate.Testing;

namespace Headgate.Runs.Bench;

/// <summary>Lists of runs over HTTP, of a table with very many rows and of one with a thousand.</summary>
internal sealed class Rows : IMeasure
{
    private const int Few = 1000;
    private const double MostRatio = 1.5;
    private const int Rounds = 41;

    public string Name => "rows";

    public string Says => "[RUNS] [DATABASE]  lists of 10,000,000 runs against lists of 1,000: ≤ 1.5 ×";

    public async Task<bool> MeasureAsync(IReadOnlyList<string> arguments)
    {
        var many = arguments
            .Select(text => long.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Append(10_000_000)
            .First(n => n > 0);
        var text = new StringBuilder(
            $"""
            # Lists of runs

            Written by `dotnet run -c Release --project bench/Headgate.Runs.Bench -- rows`: `GET …/runs/` over HTTP with a service token, 100 runs a page where nothing else is said, the median of {Rounds} requests, of a table
            with {many:N0} runs and of one with 1,000. The runs are of twenty jobs in turn, 85 of 100 succeeded, 10 failed, and they are spread over a year. The span of times has 500 runs in both tables. Page 1,000 of
            the long list stands against the last page of the short one. Target: ≤ {MostRatio:0.0} ×.


            """
        );
        var holds = true;
        foreach (var database in Databases.Asked(arguments))
        {
            var few = await TimesAsync(database, Few);
            var more = await TimesAsync(database, many);
            text.Append(
                CultureInfo.InvariantCulture,
                $"## {database}\n\n| list | ms of 1,000 | ms of {many:N0} | ratio | |\n|---|---|---|---|---|\n"
            );
            foreach (var (list, ms) in more)
            {
                var ratio = ms / few[list];
                var isTarget = !list.StartsWith('(');
                holds &= ratio <= MostRatio || !isTarget;
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {list} | {few[list]:0.0} | {ms:0.0} | **{ratio:0.00}** | {(!isTarget ? "" : ratio <= MostRatio ? "holds" : "missed")} |"
                );
            }
            text.AppendLine();
        }
        await Pages.WriteAsync("rows.md", text.ToString());
        return holds;
    }

    private static async Task<IReadOnlyDictionary<string, double>> TimesAsync(string database, long count)
    {
        await using var server = await Databases.StartAsync(database);
        var filling = Stopwatch.StartNew();
        var table = await RunTable.FillAsync(server, database, count);
        Console.WriteLine($"{database}: {count:N0} runs written in {filling.Elapsed.TotalSeconds:0} s");
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (list, query) in Lists(table))
        {
            times[list] = await MedianAsync(server, query);
            Console.WriteLine($"{database}, {count:N0}: {list}: {times[list]:0.0} ms");
        }
        return times;
    }

    private static IEnumerable<(string List, string Query)> Lists(RunTable table)
    {
        var last = table.Count <= Few ? table.Count - 100 : 99_900;
        var (from, to) = (table.At(0.4), table.At(0.4) + table.Of(500));
        yield return ("page 1", "limit=100");
        yield return ("page 1, newest first", "limit=100&order_by=-id");
        yield return ("page 1,000", $"limit=100&offset={last}");
        yield return ("page 1,000, newest first", $"limit=100&order_by=-id&offset={last}");
        yield return ("of one job, newest first (50)", $"limit=50&order_by=-id&job_definition_id={table.Project.JobId}");
        yield return ("of one environment, newest first (50)", $"limit=50&order_by=-id&environment_id={table.Project.ProductionId}");
        yield return ("of one project, newest first", $"limit=100&order_by=-id&project_id={table.Project.Id}");
        yield return ("in one status (failed)", "limit=100&status=20");
        yield return ("in one status, newest first", "limit=100&status=20&order_by=-id");
        yield return ("ended (`status__in`), by `-finished_at`", "limit=100&status__in=[10,20,30]&order_by=-finished_at");
        yield return ("failed or cancelled, by `-finished_at`", "limit=100&status__in=[20,30]&order_by=-finished_at");
        yield return ("created in a span of times", $"limit=100&created_at__range={Range(from, to)}");
        yield return ("created in a span, newest first", $"limit=100&order_by=-id&created_at__range={Range(from, to)}");
        yield return ("finished in a span of times", $"limit=100&finished_at__range={Range(from, to)}");
        yield return ("(of one job, failed, newest first (5))", $"limit=5&order_by=-id&status=20&job_definition_id={table.Project.JobId}");
        yield return (
            "(created in a week, all of whose rows are counted)",
            $"limit=100&created_at__range={Range(table.At(0.4), table.At(0.4) + TimeSpan.FromDays(7))}"
        );
    }

    private static string Range(DateTimeOffset from, DateTimeOffset to) =>
        Uri.EscapeDataString(
            string.Create(CultureInfo.InvariantCulture, $"[\"{from:yyyy-MM-ddTHH:mm:ss.ffffffZ}\",\"{to:yyyy-MM-ddTHH:mm:ss.ffffffZ}\"]")
        );

    private static async Task<double> MedianAsync(HeadgateServer server, string query)
    {
        var times = new List<double>();
        for (var i = -4; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await server.Admin.GetAsync(server.V2 + "runs/?" + query);
            var body = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(body);
            }
            if (i >= 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
            else if (watch.Elapsed > TimeSpan.FromSeconds(2))
            {
                // It need not be measured forty times to be told.
                return watch.Elapsed.TotalMilliseconds;
            }
        }
        times.Sort();
        return times[times.Count / 2];
    }
}
