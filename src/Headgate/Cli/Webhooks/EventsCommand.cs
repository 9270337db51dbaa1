using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Webhooks;

/// <summary><c>headgate webhook events</c>: what a subscription was told.</summary>
internal static class EventsCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var subscription = WebhookCommands.Subscription();
        var limit = new Option<int>("--limit")
        {
            Description = "The newest so many.",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
            {
                result.AddError("--limit is a number from 1 to 100.");
            }
        });
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("events", "Shows the newest events of a subscription, the newest first.") { subscription, limit, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await NamedThing.FindAsync(api, NamedThing.Webhook, parsed.GetRequiredValue(subscription), cancellation);
                var path = $"webhooks/subscription/{found["id"]}/events?limit={parsed.GetValue(limit)}";
                var events = (JsonArray)await api.GetAsync("v3", path, cancellation);
                var asJson = parsed.GetValue(json);
                JsonTable.Print(
                    asJson ? events : Opened(events),
                    asJson,
                    "It was told nothing in the last 30 days.",
                    terminal,
                    ("EVENT", "id"),
                    ("HAPPENED (UTC)", "payload.timestamp"),
                    ("WHAT", "trigger_event_type"),
                    ("JOB", "payload.data.jobName"),
                    ("RUN", "payload.data.runId"),
                    ("RESULT", "payload.data.runStatus"),
                    ("ANSWER", "http_status_code")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate webhook events alerts", "headgate webhook events alerts --limit 100 --json");
    }

    /// <summary>The events with their bodies read.</summary>
    private static JsonArray Opened(JsonArray events) =>
        [
            .. events
                .OfType<JsonNode>()
                .Select(one =>
                {
                    var opened = one.DeepClone();
                    opened["payload"] = JsonNode.Parse(one["payload"]!.ToString());
                    return opened;
                }),
        ];
}
