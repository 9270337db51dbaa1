using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Upstreams;

/// <summary><c>headgate upstream update</c>: a new token, or another time-out.</summary>
internal static class UpstreamUpdateCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var named = UpstreamCommands.Named();
        var timeout = new Option<int?>("--timeout")
        {
            Description = "Seconds in which it must begin an answer; the token stays where no file is named.",
            HelpName = "SECONDS",
        };
        var (file, json, server) = (TokenOption.Create(), JsonOption.Create(), new ServerOption());
        var command = new Command("update", "Gives an upstream a new token, which is tried first.") { named, file, timeout, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await NamedThing.FindAsync(api, UpstreamCommands.Upstream, parsed.GetRequiredValue(named), cancellation);
                var body = new JsonObject { ["timeout_seconds"] = parsed.GetValue(timeout) };
                if (parsed.GetValue(file) is not null || parsed.GetValue(timeout) is null)
                {
                    body["token"] = await TokenOption.ReadAsync(
                        parsed.GetValue(file),
                        $"New token for {found["base_address"]}: ",
                        terminal,
                        cancellation
                    );
                }
                var changed = await api.PostAsync("gate/v1", $"{UpstreamCommands.Upstream.Path}{found["id"]}/", body, cancellation);
                terminal.Line(parsed.GetValue(json) ? changed.ToJsonString(JsonOption.Format) : $"Changed upstream \"{changed["name"]}\".");
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate upstream update prod --token-file new.txt", "headgate upstream update prod --timeout 120");
    }
}
