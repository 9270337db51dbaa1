using System.Globalization;

namespace Headgate.Bench;

/// <summary>The measures of the gate before an account elsewhere, and how they read.</summary>
internal sealed class GateResults
{
    private const double LeastRatio = 0.9;
    private const double LeastSyncedRatio = 0.7;
    private const double MostMedian = 0.05;
    private const double MostTail = 1;

    private static readonly (string Says, string Target, string Unit, Func<GateRound, double> Of, Func<double, bool>? Holds)[] Measures =
    [
        ("GET of a job, all agents in turns, calls a second against YARP alone", "≥ 0.90 ×", "×", r => Ratio(r.Job, r.BareJob), IsEnough),
        ("the same with one agent", "≥ 0.90 ×", "×", r => Ratio(r.OneJob, r.BareJob), IsEnough),
        ("list of 100 jobs, all agents in turns", "≥ 0.90 ×", "×", r => Ratio(r.List, r.BareList), IsEnough),
        (
            "trigger, all agents in turns, each synced to the disk before it is sent on",
            "≥ 0.70 ×",
            "×",
            SyncedRatio,
            v => v >= LeastSyncedRatio
        ),
        (
            "added to a GET at the median, over one connection, one agent",
            "≤ 0.05 ms",
            "ms",
            r => r.Calm.Median - r.BareCalm.Median,
            v => v <= MostMedian
        ),
        ("the same for 99 of 100", "≤ 1 ms", "ms", r => r.Calm.Tail - r.BareCalm.Tail, v => v <= MostTail),
        ("added at the median, all agents in turns", "", "ms", r => r.CalmAll.Median - r.BareCalm.Median, null),
        ("the same for 99 of 100", "", "ms", r => r.CalmAll.Tail - r.BareCalm.Tail, null),
    ];

    public List<GateRound> Rounds { get; } = [];

    public bool AllHold => Measures.All(m => m.Holds is null || m.Holds(Median(m.Of)));

    /// <summary>What is told while it is measured.</summary>
    public string Line(int round) =>
        $"round {round + 1}: " + string.Join(", ", Measures.Select(m => $"{Number(m.Of(Rounds[round]))} {m.Unit}"));

    public string ToMarkdown() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # The gate before an account elsewhere

            Written by `dotnet run -c Release --project bench/Headgate.Bench gate` ({Wrk.Shape}; what is added over one connection). An account that answers from memory, in a process of
            its own, is called through YARP with one route and nothing else, in a process of its own, and through `headgate serve` with its journal on and {GateAgents.Agents:N0} agents of
            {GateAgents.Grants} grants each. Both are asked for the same with the same keys; the load generator, the account and the proxy share the cores.

            | measure | target | median | all rounds | |
            |---|---|---|---|---|
            {string.Join('\n', Measures.Select(Row))}

            | round | YARP, job | gate, all agents | gate, one agent | YARP, list | gate, list | YARP, trigger | gate, trigger |
            |---|---|---|---|---|---|---|---|
            {string.Join('\n', Rounds.Index().Select(r => Speeds(r.Index + 1, r.Item)))}

            Calls a second. Over one connection, in milliseconds:

            | round | YARP, p50 | p99 | gate, one agent, p50 | p99 | gate, all agents, p50 | p99 |
            |---|---|---|---|---|---|---|
            {string.Join('\n', Rounds.Index().Select(r => Times(r.Index + 1, r.Item)))}

            {Why}

            {Rounds.Count} round{(
                Rounds.Count == 1 ? "" : "s"
            )} on {Results.Machine()}, {DateTimeOffset.UtcNow:yyyy-MM-dd}, load average {File.ReadAllText("/proc/loadavg").Split(' ')[
                0
            ]} at the end, the benchmark's own included.

            """
        );

    private const string Why = """
        Why the ratios are missed:

        - *All agents in turns* cost about as much as one: what is known of a key lasts until rights or places change, at most a minute. While each key was read anew every second this was 0.04 ×.
        - *One agent*: YARP alone copies bytes. The gate reads the answer as JSON that has one reading, judges the thing at its own place, searches each text for the token, writes the
          answer afresh, and writes both records. A job costs two calls of the account where its place was not looked up in the last three seconds, otherwise one.
        - *The list* is asked with a filter of the fifty projects, and each of its hundred rows is judged and written afresh.
        - *A trigger* costs two calls of the account always, as a change is judged on what the account says right then, and a sync of the disk before it is sent on. The server has no
          setting by which reads are synced too, so that the trigger stands for "every record synced".
        - *Added time* at 99 of 100 is the difference of two tails, which other work on the machine makes long for both: where YARP's own is longer than a millisecond, or the difference is
          negative, "holds" says nothing. All agents in turns are what the target means, and their tail misses it.
        """;

    private static bool IsEnough(double ratio) => ratio >= LeastRatio;

    private static double SyncedRatio(GateRound round) => Ratio(round.Trigger, round.BareTrigger);

    private static double Ratio(Load gate, Load bare) => gate.PerSecond / bare.PerSecond;

    private string Row((string Says, string Target, string Unit, Func<GateRound, double> Of, Func<double, bool>? Holds) measure)
    {
        var median = Median(measure.Of);
        var word =
            measure.Holds is null ? ""
            : measure.Holds(median) ? "holds"
            : "missed";
        return $"| {measure.Says} | {measure.Target} | **{Number(median)} {measure.Unit}** | {string.Join(", ", Rounds.Select(measure.Of).Select(Number))} | {word} |";
    }

    private static string Speeds(int number, GateRound r) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {number} | {r.BareJob.PerSecond:0} | {r.Job.PerSecond:0} | {r.OneJob.PerSecond:0} | {r.BareList.PerSecond:0} | {r.List.PerSecond:0} | {r.BareTrigger.PerSecond:0} | {r.Trigger.PerSecond:0} |"
        );

    private static string Times(int number, GateRound r) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {number} | {r.BareCalm.Median:0.00} | {r.BareCalm.Tail:0.00} | {r.Calm.Median:0.00} | {r.Calm.Tail:0.00} | {r.CalmAll.Median:0.00} | {r.CalmAll.Tail:0.00} |"
        );

    private double Median(Func<GateRound, double> of)
    {
        var sorted = Rounds.Select(of).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
