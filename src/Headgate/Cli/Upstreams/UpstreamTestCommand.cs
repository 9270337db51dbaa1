using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Upstreams;

/// <summary><c>headgate upstream test</c>: whether a token is good, what it may read, and which grants it cannot serve.</summary>
internal static class UpstreamTestCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var (named, json, server) = (UpstreamCommands.Named(), JsonOption.Create(), new ServerOption());
        var command = new Command("test", "Tries the token of an upstream. Nothing is changed there.") { named, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await NamedThing.FindAsync(api, UpstreamCommands.Upstream, parsed.GetRequiredValue(named), cancellation);
                var tested = await TestAsync(api, found["id"]!, cancellation);
                if (parsed.GetValue(json))
                {
                    terminal.Line(tested.ToJsonString(JsonOption.Format));
                }
                else
                {
                    Show(tested, terminal);
                }
                return (bool)tested["good"]! ? ExitCode.Done : ExitCode.Failed;
            }
        );
        return command.WithExamples("headgate upstream test prod", "headgate upstream test prod --json");
    }

    /// <summary>Tests one.</summary>
    public static Task<JsonNode> TestAsync(PlatformApi api, JsonNode id, CancellationToken cancellation) =>
        api.PostAsync("gate/v1", $"{UpstreamCommands.Upstream.Path}{id}/test/", [], cancellation);

    /// <summary>Shows what a test found out.</summary>
    public static void Show(JsonNode tested, Terminal terminal)
    {
        var good = (bool)tested["good"]!;
        terminal.Line(terminal.Painted(AnsiCodes.Strip(tested["message"]!.ToString()), good ? Paint.Green : Paint.Red));
        if (!good)
        {
            return;
        }
        terminal.Line($"  may read: {Words(tested["readable"])}");
        terminal.Line($"  may not read: {Words(tested["unreadable"])}");
        terminal.Line("  what it may write is not tried, as that would change something there");
        foreach (var grant in (JsonArray)tested["unserved_grants"]!)
        {
            terminal.Line(terminal.Painted($"  cannot serve {AnsiCodes.Strip(grant!.ToString())}", Paint.Yellow));
        }
    }

    private static string Words(JsonNode? list) =>
        list is JsonArray { Count: > 0 } words ? string.Join(", ", words.Select(w => w!.ToString())) : "nothing";
}
