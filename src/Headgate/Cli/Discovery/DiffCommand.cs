using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Discovery;

/// <summary><c>headgate diff</c>: what differs between what two runs left.</summary>
internal static class DiffCommand
{
    private const string Query = """
        query Run($job: BigInt!, $run: BigInt!) { job(id: $job, runId: $run) {
          models { uniqueId status executionTime rawCode columns { name type } } seeds { uniqueId status executionTime rawCode columns { name type } }
          snapshots { uniqueId status executionTime rawCode columns { name type } } tests { uniqueId status executionTime rawCode } } }
        """;

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var (before, after) = (
            new Argument<long>("BEFORE") { Description = "The earlier run." },
            new Argument<long>("AFTER") { Description = "The later run." }
        );
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command(
            "diff",
            "Shows what differs between two runs: nodes, code, columns, how they went and how long they took."
        )
        {
            before,
            after,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var (old, now) = (
                    await NodesAsync(api, parsed.GetValue(before), cancellation),
                    await NodesAsync(api, parsed.GetValue(after), cancellation)
                );
                var differences = RunDifference.Of(old, now);
                if (parsed.GetValue(json))
                {
                    terminal.Line(new JsonArray([.. differences.Select(d => (JsonNode)d.Json())]).ToJsonString(JsonOption.Format));
                    return ExitCode.Done;
                }
                foreach (var difference in differences)
                {
                    terminal.Line(
                        $"{difference.What, -14} {difference.Node}{(difference.Detail.Length > 0 ? ": " + difference.Detail : "")}"
                    );
                }
                terminal.Line($"{differences.Count} differences between {old.Count} and {now.Count} nodes.");
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate diff 41 42", "headgate diff 41 42 --json");
    }

    private static async Task<List<JsonObject>> NodesAsync(PlatformApi api, long run, CancellationToken cancellation)
    {
        var job = (long)
            (await api.GetAsync("v2", string.Create(CultureInfo.InvariantCulture, $"runs/{run}/"), cancellation))["job_definition_id"]!;
        var data = await EnvironmentQuestion.AskAsync(
            api,
            string.Create(CultureInfo.InvariantCulture, $"jobs/{job}"),
            Query,
            new JsonObject { ["job"] = job, ["run"] = run },
            cancellation
        );
        return data["job"] is JsonObject lists
            ? [.. lists.SelectMany(list => list.Value!.AsArray()).Select(node => node!.AsObject())]
            : throw new CommandFailure($"Run {run} has not ended yet.");
    }
}
