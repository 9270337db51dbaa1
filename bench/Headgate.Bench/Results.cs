using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Headgate.Bench;

/// <summary>What was measured, and how it reads.</summary>
internal sealed class Results(int rounds)
{
    private const double MostReadyMilliseconds = 1500;
    private const double MostIdleMegabytes = 200;
    private const double MostFirstStepMilliseconds = 150;
    private const double LeastRatio = 1.0;
    private const double LeastListRatio = 0.8;

    public List<TimeSpan> ReadyAfter { get; } = [];

    public double IdleMegabytes { get; set; }

    public List<TimeSpan> FirstStepAfter { get; } = [];

    public List<Throughput> Throughput { get; } = [];

    public bool AllHold =>
        Ready <= MostReadyMilliseconds
        && IdleMegabytes < MostIdleMegabytes
        && FirstStep <= MostFirstStepMilliseconds
        && Ratio >= LeastRatio
        && ListRatio >= LeastListRatio;

    private double Ready => Median(ReadyAfter.Select(time => time.TotalMilliseconds));

    private double FirstStep => Median(FirstStepAfter.Select(time => time.TotalMilliseconds));

    private double Ratio =>
        Math.Min(Median(Throughput.Select(round => round.TokenRatio)), Median(Throughput.Select(round => round.AgentRatio)));

    private double ListRatio =>
        Math.Min(Median(Throughput.Select(round => round.TokenListRatio)), Median(Throughput.Select(round => round.AgentListRatio)));

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Measurements

            Written by `dotnet run -c Release --project bench/Headgate.Bench`, which needs `wrk`; it measures the program that `./headgate` builds, in a
            process of its own, on a data folder as `headgate up` leaves it, and ends with exit code 1 where a target is missed.

            | measure | target | median | all rounds | |
            |---|---|---|---|---|

            """
        );
        Row(
            text,
            "start of the process until a request is answered",
            "≤ 1500 ms",
            Ready <= MostReadyMilliseconds,
            $"{Ready:0} ms",
            Times(ReadyAfter, "0")
        );
        Row(
            text,
            "resident memory, idle for 10 s after the start",
            "< 200 MB",
            IdleMegabytes < MostIdleMegabytes,
            $"{IdleMegabytes:0} MB",
            $"{IdleMegabytes:0.0}"
        );
        Row(
            text,
            "trigger of a run until its first step has started",
            "≤ 150 ms",
            FirstStep <= MostFirstStepMilliseconds,
            $"{FirstStep:0} ms",
            Times(FirstStepAfter, "0.0")
        );
        Ratios(text, "GET of a job by id with a service token, against the bare endpoint", LeastRatio, round => round.TokenRatio);
        Ratios(text, "the same with an agent's key", LeastRatio, round => round.AgentRatio);
        Ratios(text, "list of 100 jobs with a service token, against the bare endpoint", LeastListRatio, round => round.TokenListRatio);
        Ratios(text, "the same with an agent's key", LeastListRatio, round => round.AgentListRatio);
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            Requests per second behind the ratios ({Wrk.Shape}; all are loaded in turns, so that all see the same machine):

            | round | bare endpoint | service token | agent's key | bare list | service token | agent's key |
            |---|---|---|---|---|---|---|

            """
        );
        for (var i = 0; i < Throughput.Count; i++)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {i + 1} | {Throughput[i].Bare:0} | {Throughput[i].Token:0} | {Throughput[i].Agent:0} | {Throughput[i].BareList:0} | {Throughput[i].TokenList:0} | {Throughput[i].AgentList:0} |"
            );
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            The bare endpoint (`BareEndpoint.cs`) is Kestrel without anything else: it reads the same row, or the same hundred rows, of the same SQLite file and writes the
            columns as JSON. The gate's call has the token or key looked up, the decision made, both records written to the journal and the envelope around it.
            The platform asks SQLite in each call whether anything has changed (`PRAGMA data_version`) and reads the row anew only then, which is why the
            ratio is above 1 while nobody writes. The load generator shares the cores with the server.

            {rounds} rounds on {Machine()}, {DateTimeOffset.UtcNow:yyyy-MM-dd}.

            """
        );
        return text.ToString();
    }

    private void Ratios(StringBuilder text, string measure, double least, Func<Throughput, double> ratio)
    {
        var median = Median(Throughput.Select(ratio));
        Row(
            text,
            measure,
            string.Create(CultureInfo.InvariantCulture, $"≥ {least:0.00} ×"),
            median >= least,
            string.Create(CultureInfo.InvariantCulture, $"{median:0.00} ×"),
            string.Join(", ", Throughput.Select(round => ratio(round).ToString("0.00", CultureInfo.InvariantCulture)))
        );
    }

    private static void Row(StringBuilder text, string measure, string target, bool holds, string median, string all) =>
        text.AppendLine($"| {measure} | {target} | **{median}** | {all} | {(holds ? "holds" : "missed")} |");

    private static string Times(IEnumerable<TimeSpan> times, string format) =>
        string.Join(", ", times.Select(time => time.TotalMilliseconds.ToString(format, CultureInfo.InvariantCulture)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }

    public static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1]
            .Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores of {model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {memory:0} GiB of memory, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"
        );
    }
}
