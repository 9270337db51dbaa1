using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Foreign;

/// <summary><c>headgate mcp-server review</c>: shows a tool as it is, with what has changed, and lets a person say that it may be used.</summary>
internal static class ForeignReviewCommand
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("TOOL") { Description = "The tool, such as weather__forecast." };
        var off = new Option<bool>("--off") { Description = "Switch it off again." };
        var digest = new Option<string?>("--digest")
        {
            Description = "The digest that was looked at; another one is refused.",
            HelpName = "DIGEST",
        };
        var (yes, json, server) = (Confirmation.Option(), JsonOption.Create(), new ServerOption());
        var command = new Command("review", "Shows a tool as it is now, and lets it be used by agents that are granted it.")
        {
            name,
            off,
            digest,
            yes,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var (owner, tool) = await FindAsync(api, parsed.GetRequiredValue(name), cancellation);
                var (isOff, asJson) = (parsed.GetValue(off), parsed.GetValue(json));
                if (!isOff && !asJson)
                {
                    Show(tool, terminal);
                }
                if (
                    !isOff
                    && !await Confirmation.AskAsync(
                        $"Let agents that are granted {tool["name"]} use it as it is?",
                        parsed.GetValue(yes),
                        terminal,
                        cancellation
                    )
                )
                {
                    return ExitCode.Failed;
                }
                var reviewed = await api.PostAsync(
                    ForeignServerCommands.Version,
                    $"mcp-servers/{owner["id"]}/tools/{tool["id"]}/review/",
                    new JsonObject { ["digest"] = parsed.GetValue(digest) ?? tool["digest"]!.ToString(), ["approve"] = !isOff },
                    cancellation
                );
                terminal.Line(asJson ? reviewed.ToJsonString(JsonOption.Format) : $"The tool {reviewed["name"]} is {reviewed["status"]}.");
                if (!isOff && !asJson)
                {
                    terminal.Line($"'headgate agent grant AGENT foreign_tools.call=full --tool {reviewed["name"]}' grants it.");
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate mcp-server review weather__forecast", "headgate mcp-server review weather__forecast --off");
    }

    private static async Task<(JsonNode Owner, JsonNode Tool)> FindAsync(PlatformApi api, string name, CancellationToken cancellation)
    {
        foreach (var owner in await ForeignServerCommands.AllAsync(api, cancellation))
        {
            if (!name.StartsWith($"{owner!["name"]}__", StringComparison.Ordinal))
            {
                continue;
            }
            var tools = await api.ListAsync(ForeignServerCommands.Version, $"mcp-servers/{owner["id"]}/tools/", cancellation);
            if (tools.FirstOrDefault(t => t!["name"]!.ToString() == name) is { } tool)
            {
                return (owner, tool);
            }
        }
        throw new CommandFailure($"There is no foreign tool \"{name}\"; 'headgate mcp-server tools' lists them.");
    }

    private static void Show(JsonNode tool, Terminal terminal)
    {
        terminal.Line($"{tool["name"]} ({tool["status"]}), digest {tool["digest"]}");
        if (tool["left_out"] is { } why)
        {
            terminal.Line($"It cannot be used: {why}");
        }
        terminal.Line(AnsiCodes.Strip(tool["definition"]!.ToJsonString(Readable)));
        foreach (var change in (JsonArray)tool["changes"]!)
        {
            terminal.Line($"changed since it was looked at: {change!["place"]}");
            terminal.Line(terminal.Painted($"  - {AnsiCodes.Strip(change["before"]?.ToString() ?? "(nothing)")}", Paint.Dim));
            terminal.Line($"  + {AnsiCodes.Strip(change["after"]?.ToString() ?? "(nothing)")}");
        }
    }
}
