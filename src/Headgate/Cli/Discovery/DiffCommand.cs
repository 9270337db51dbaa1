using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Discovery;

/// <summary><c>headgate diff</c>: what differs between what two runs left, or two environments have built.</summary>
internal static class DiffCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var (before, after) = (
            new Argument<string>("BEFORE") { Description = "The earlier run; with --environments, an environment (number or name)." },
            new Argument<string>("AFTER") { Description = "The later run, or the other environment." }
        );
        var environments = new Option<bool>("--environments")
        {
            Description = "BEFORE and AFTER are environments, as they were last built.",
        };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command(
            "diff",
            "Shows what differs between two runs or two environments: nodes, code, columns, how they went, rows and time."
        )
        {
            before,
            after,
            environments,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var (old, now) = (parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
                var told = parsed.GetValue(environments)
                    ? await EnvironmentsAsync(api, old, now, cancellation)
                    : await RunsAsync(api, old, now, cancellation);
                if (parsed.GetValue(json))
                {
                    terminal.Line(told.ToJsonString(JsonOption.Format));
                    return ExitCode.Done;
                }
                foreach (var difference in told["differences"]!.AsArray())
                {
                    var detail = difference!["detail"]!.ToString();
                    terminal.Line($"{difference["what"], -14} {difference["unique_id"]}{(detail.Length > 0 ? ": " + detail : "")}");
                }
                terminal.Line($"{told["total"]} differences between {told["nodes_before"]} and {told["nodes_after"]} nodes.");
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate diff 41 42", "headgate diff 41 42 --json", "headgate diff Staging Production --environments");
    }

    private static async Task<JsonNode> RunsAsync(PlatformApi api, string before, string after, CancellationToken cancellation) =>
        await api.PostAsync(
            "gate/v1",
            string.Create(CultureInfo.InvariantCulture, $"runs/{Run(after)}/metadata/compare/"),
            new JsonObject { ["with_run_id"] = Run(before) },
            cancellation
        );

    private static async Task<JsonNode> EnvironmentsAsync(PlatformApi api, string before, string after, CancellationToken cancellation)
    {
        var old = await NamedThing.FindAsync(api, NamedThing.Environment, before, cancellation);
        var now = await NamedThing.FindAsync(api, NamedThing.Environment, after, cancellation);
        return await api.PostAsync(
            "gate/v1",
            $"environments/{now["id"]}/metadata/compare/",
            new JsonObject { ["with_environment_id"] = (long)old["id"]! },
            cancellation
        );
    }

    private static long Run(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            ? run
            : throw new CommandFailure($"\"{text}\" is no run: give its number, or --environments for two environments.");
}
