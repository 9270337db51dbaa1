using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Approvals;

/// <summary><c>headgate approval</c>: what agents ask people for.</summary>
internal static class ApprovalCommands
{
    private const string Version = "gate/v1";

    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("approval", "What agents ask people for: calls that a grant allows after a person's yes.")
        {
            List(terminal),
            Show(terminal),
            Decide("approve", "Says yes: the agent can make exactly this call, once.", terminal),
            Decide("refuse", "Says no.", terminal),
        }.WithExamples(
            "headgate approval list",
            "headgate approval show 12",
            "headgate approval approve 12 --note \"Fine, after the freeze.\""
        );

    private static Command List(Terminal terminal)
    {
        var status = new Option<string>("--status")
        {
            Description = "waiting, approved, refused, spent, stale, expired, or all.",
            DefaultValueFactory = _ => "waiting",
        };
        status.AcceptOnlyFromAmong("waiting", "approved", "refused", "spent", "stale", "expired", "all");
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows what waits for an answer.") { status, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var wanted = parsed.GetValue(status)!;
                var path = wanted == "all" ? "approvals/" : $"approvals/?status={wanted}";
                JsonTable.Print(
                    (JsonArray)await api.GetAsync(Version, path, cancellation),
                    parsed.GetValue(json),
                    wanted == "waiting" ? "Nothing waits for an answer." : "No approvals.",
                    terminal,
                    ("APPROVAL", "id"),
                    ("AGENT", "agent"),
                    ("STATUS", "status"),
                    ("UNTIL", "expires_at"),
                    ("ASKED", "asked"),
                    ("EFFECT", "effect")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate approval list", "headgate approval list --status all --json");
    }

    private static Command Show(Terminal terminal)
    {
        var (id, json, server) = (Id(), JsonOption.Create(), new ServerOption());
        var command = new Command("show", "Shows one question: what the call would do, and what the agent sends.") { id, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                Print(await api.GetAsync(Version, PathOf(parsed.GetValue(id)), cancellation), parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate approval show 12");
    }

    private static Command Decide(string decision, string says, Terminal terminal)
    {
        var (id, json, server) = (Id(), JsonOption.Create(), new ServerOption());
        var note = new Option<string?>("--note") { Description = "What is said to it; the agent reads it.", HelpName = "TEXT" };
        var until = new Option<string?>("--until")
        {
            Description = "When a grant that is asked for ends (UTC), such as 2027-01-31.",
            HelpName = "TIME",
        };
        var command = new Command(decision, says) { id, note, json };
        if (decision == "approve")
        {
            command.Options.Add(until);
        }
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var answer = await api.PostAsync(
                    Version,
                    PathOf(parsed.GetValue(id)) + "decide/",
                    new JsonObject
                    {
                        ["decision"] = decision,
                        ["note"] = parsed.GetValue(note),
                        ["until"] = parsed.GetResult(until) is null ? null : parsed.GetValue(until),
                    },
                    cancellation
                );
                Print(answer, parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples($"headgate approval {decision} 12");
    }

    private static Argument<long> Id() => new("APPROVAL") { Description = "The approval's number, as 'headgate approval list' shows it." };

    private static string Time(JsonNode? time) =>
        time!.GetValue<DateTimeOffset>().UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string PathOf(long id) => string.Create(CultureInfo.InvariantCulture, $"approvals/{id}/");

    /// <summary>The gate's own sentence first, what the agent says below it and as its words.</summary>
    private static void Print(JsonNode approval, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Line(approval.ToJsonString(JsonOption.Format));
            return;
        }
        string Text(string name) => AnsiCodes.Strip(approval[name]?.ToString() ?? "");
        terminal.Line(
            $"{terminal.Painted($"Approval {Text("id")}", Paint.Bold)}  {Text("status")}  (agent \"{Text("agent")}\", asked {(Text("asked") == "1" ? "once" : $"{Text("asked")} times")})"
        );
        terminal.Line($"  {Text("effect")}");
        if (approval["arguments"] is JsonObject { Count: > 0 } arguments)
        {
            terminal.Line("  The agent sends:");
            foreach (var (name, value) in arguments)
            {
                terminal.Line($"    {AnsiCodes.Strip(name)}: {AnsiCodes.Strip(value?.ToString() ?? "")}");
            }
        }
        terminal.Line($"  call {Text("digest")[..12]}, until {Time(approval["expires_at"])}");
        if (Text("decided_by") is { Length: > 0 } who)
        {
            terminal.Line($"  decided by {who}{(Text("note") is { Length: > 0 } note ? $": {note}" : "")}");
        }
    }
}
