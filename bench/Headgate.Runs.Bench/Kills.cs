using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.Runs.Bench;

/// <summary>Kills the server and the programs of its runs under load, and looks at what became of everything that was acknowledged.</summary>
internal sealed class Kills : IMeasure
{
    private const int Callers = 4;
    private const int MostWaiting = 12;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<long, bool> _acknowledged = new();
    private readonly ConcurrentDictionary<(long Run, string Event), int> _received = new();
    private readonly List<TimeSpan> _ready = [];
    private readonly List<TimeSpan> _consistent = [];
    private readonly Random _chance = new(20261129);

    public string Name => "kills";

    public string Says => "kill -9 of server and runner under load: triggers lost 0, started twice 0, events lost 0, consistent within 5 s";

    public async Task<bool> MeasureAsync(IReadOnlyList<string> arguments)
    {
        var kills = arguments is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 200;
        await using var server = await KilledServer.CreateAsync();
        await using var receiver = await TestReceiver.StartAsync(_ => 200);
        using var over = new CancellationTokenSource();
        var receiving = ReceiveAsync(receiver, over.Token);
        var jobs = await server.PrepareAsync(Callers, receiver.Url);
        using var loaded = new CancellationTokenSource();
        var callers = jobs.Select(job => CallAsync(server, job, loaded.Token)).ToList();
        var (ofServer, ofRunner) = (0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(100, 900)), CancellationToken.None);
            if (kill % 2 == 0)
            {
                await KillServerAsync(server);
                ofServer++;
            }
            else
            {
                ofRunner += KillRunner(server) ? 1 : 0;
            }
            if (kill % 20 == 19)
            {
                Console.WriteLine($"{kill + 1} kills, {_acknowledged.Count} runs, {_received.Count} events");
            }
        }
        await loaded.CancelAsync();
        await Task.WhenAll(callers);
        var result = await JudgeAsync(server);
        await over.CancelAsync();
        await receiving;
        await Pages.WriteAsync("kills.md", Page(ofServer, ofRunner, result));
        return result is { Lost: 0, Twice: 0, Unheard: 0, Unended: 0 } && _consistent.Max() <= Target;
    }

    private async Task CallAsync(KilledServer server, long job, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            if (_acknowledged.Count - _received.Keys.Count(got => got.Event == "job.run.completed") < MostWaiting + Callers)
            {
                if (await server.TriggerAsync(job) is { } run)
                {
                    _acknowledged[run] = true;
                }
            }
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task KillServerAsync(KilledServer server)
    {
        var working = (await server.RunsAsync("&status__in=[2,3]")).Keys.ToList();
        await server.KillAsync();
        var clock = Stopwatch.StartNew();
        _ready.Add(await server.UpAsync());
        // Consistent: what worked when the server died, and what may have begun since it was asked, has ended or is really executed.
        var before = working.ToList();
        while (before.Count > 0)
        {
            before = [.. await StillAsync(server, before)];
        }
        _consistent.Add(clock.Elapsed);
    }

    private static async Task<IEnumerable<long>> StillAsync(KilledServer server, List<long> runs)
    {
        var begun = server.Begun().ToLookup(begun => begun.Run, begun => begun.Process);
        List<long> still = [];
        foreach (var run in runs)
        {
            if (await server.StatusAsync(run) < 10 && !begun[run].Any(Lives))
            {
                still.Add(run);
            }
        }
        return still;
    }

    private bool KillRunner(KilledServer server)
    {
        var living = server.Begun().TakeLast(2 * Callers).Where(begun => Lives(begun.Process)).ToList();
        if (living.Count == 0)
        {
            return false;
        }
        try
        {
            using var process = Process.GetProcessById(living[_chance.Next(living.Count)].Process);
            process.Kill();
            return true;
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Lives(int process) => File.Exists($"/proc/{process}/stat");

    private async Task ReceiveAsync(TestReceiver receiver, CancellationToken over)
    {
        try
        {
            await foreach (var post in receiver.Posts.ReadAllAsync(over))
            {
                var body = JsonNode.Parse(post.Body)!;
                var run = long.Parse(body["data"]!["runId"]!.ToString(), CultureInfo.InvariantCulture);
                _received.AddOrUpdate((run, body["eventType"]!.ToString()), 1, (_, times) => times + 1);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // All has been looked at.
        }
    }

    private async Task<Result> JudgeAsync(KilledServer server)
    {
        var clock = Stopwatch.StartNew();
        IReadOnlyDictionary<long, int> runs;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            runs = await server.RunsAsync();
        } while (clock.Elapsed < PatienceAtEnd && runs.Values.Any(status => status < 10));
        var begun = server.Begun().Select(found => found.Run).ToList();
        List<(long, string)> unheard;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            unheard = [.. Expected(runs, begun).Where(expected => !_received.ContainsKey(expected))];
        } while (clock.Elapsed < PatienceAtEnd && unheard.Count > 0);
        return new(
            runs.Count,
            runs.Values.Count(status => status == 10),
            _acknowledged.Keys.Count(run => !runs.ContainsKey(run)),
            begun.Count - begun.Distinct().Count(),
            runs.Values.Count(status => status < 10),
            unheard.Count
        );
    }

    /// <summary>The events that a receiver must have been told of: that a run began, that it failed, that it ended.</summary>
    private static IEnumerable<(long, string)> Expected(IReadOnlyDictionary<long, int> runs, List<long> begun) =>
        runs.Where(run => run.Value >= 10)
            .SelectMany(run =>
                new[] { (run.Key, "job.run.completed") }
                    .Concat(run.Value == 20 ? [(run.Key, "job.run.errored")] : [])
                    .Concat(begun.Contains(run.Key) ? [(run.Key, "job.run.started")] : [])
            );

    private string Page(int ofServer, int ofRunner, Result result) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Runs: kills under load

            `dotnet run -c Release --project bench/Headgate.Runs.Bench -- kills`: {Form} on SQLite, {Callers} callers that trigger runs without a pause, a receiver of
            webhooks that always answers; at random moments `kill -9` of the server, which is then started again, or of the program of a run. A run of a killed server or program ends in
            error, as it should; the next ones go on.

            | | measured | target |
            | --- | --- | --- |
            | kills of the server / of a run's program | {ofServer} / {ofRunner} | 200 together |
            | runs, of which succeeded | {result.Runs}, {result.Succeeded} | |
            | acknowledged triggers lost | {result.Lost} | 0 |
            | runs started twice | {result.Twice} | 0 |
            | runs that never ended | {result.Unended} | 0 |
            | events lost at the receiver | {result.Unheard} of {_received.Count} | 0 |
            | events received more than once | {_received.Values.Count(times => times > 1)} | at least once is promised |
            | from the kill to a server that is ready, p50 / most | {Middle(_ready):0.00} s / {_ready.Max().TotalSeconds:0.00} s | |
            | from the kill to a consistent state, p50 / most | {Middle(
                _consistent
            ):0.00} s / {_consistent.Max().TotalSeconds:0.00} s | ≤ 5 s |
            """
        );

    private static string Form =>
        KilledServer.Program.Contains("/ready/", StringComparison.Ordinal)
            ? "the executable as it ships"
            : "a Debug build of the executable";

    private static double Middle(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2).TotalSeconds;

    /// <param name="Runs">Runs in all.</param>
    /// <param name="Succeeded">Those that succeeded.</param>
    /// <param name="Lost">Acknowledged triggers without a run.</param>
    /// <param name="Twice">Beginnings of runs beyond the first.</param>
    /// <param name="Unended">Runs that have not ended.</param>
    /// <param name="Unheard">Events that the receiver was never told of.</param>
    private sealed record Result(int Runs, int Succeeded, int Lost, int Twice, int Unended, int Unheard);
}
