using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Webhooks;

/// <summary><c>headgate webhook replay</c>: sends events again. It counts first and asks.</summary>
internal static class ReplayCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var subscription = WebhookCommands.Subscription();
        var one = new Option<string?>("--event") { Description = "One event; 'headgate webhook events' shows their ids.", HelpName = "ID" };
        var since = TimeOption.Create("--since", "All that happened from this time on (UTC), such as 2026-11-24T08:00.");
        var until = TimeOption.Create("--until", "With --since: only what happened before this time (UTC).");
        var failed = new Option<bool>("--failed") { Description = "With --since: only what was not received." };
        var dry = new Option<bool>("--dry-run") { Description = "Say how many events that are, and send none." };
        var (yes, json, server) = (Confirmation.Option(), JsonOption.Create(), new ServerOption());
        var command = new Command(
            "replay",
            "Sends one event again, or all of a span of time, under the same ids, so that a receiver can drop what it has."
        )
        {
            subscription,
            one,
            since,
            until,
            failed,
            dry,
            yes,
            json,
        };
        server.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(one) is null == result.GetValue(since) is null)
            {
                result.AddError("Name either one event with --event, or a span of time with --since.");
            }
            else if (result.GetValue(one) is not null && (result.GetValue(until) is not null || result.GetValue(failed)))
            {
                result.AddError("--until and --failed go with --since, not with --event.");
            }
        });
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await NamedThing.FindAsync(api, NamedThing.Webhook, parsed.GetRequiredValue(subscription), cancellation);
                var path = $"webhooks/subscription/{found["id"]}/replay/";
                var body = parsed.GetValue(one) is { } id
                    ? new JsonObject { ["event_id"] = id }
                    : Span(TimeOption.Read(parsed, since), TimeOption.Read(parsed, until), parsed.GetValue(failed));
                var asJson = parsed.GetValue(json);
                body["dry_run"] = true;
                var counted = await api.PostAsync("gate/v1", path, body, cancellation);
                var (count, missed) = ((int)counted["event_count"]!, (int)counted["new_event_count"]!);
                var words =
                    $"{Events(count)} to {found["id"]}, \"{found["name"]}\"{(missed > 0 ? $" ({missed} of them for the first time: it was switched off)" : "")}";
                if (parsed.GetValue(dry) || count == 0)
                {
                    terminal.Line(asJson ? counted.ToJsonString(JsonOption.Format) : $"There would be {words}. Nothing was sent.");
                    return ExitCode.Done;
                }
                if (!await Confirmation.AskAsync($"Send {words}, at {found["client_url"]}?", parsed.GetValue(yes), terminal, cancellation))
                {
                    return ExitCode.Failed;
                }
                body["dry_run"] = false;
                var sent = await api.PostAsync("gate/v1", path, body, cancellation);
                terminal.Line(
                    asJson
                        ? sent.ToJsonString(JsonOption.Format)
                        : $"{Events((int)sent["event_count"]!)} {((int)sent["event_count"]! == 1 ? "is" : "are")} on the way; 'headgate webhook events {found["id"]}' shows what the receiver answers."
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate webhook replay alerts --since 2026-11-24T08:00 --failed",
            "headgate webhook replay alerts --since 2026-11-24 --until 2026-11-25 --dry-run",
            "headgate webhook replay alerts --event wev_4fQ0bT7mKx --yes"
        );
    }

    private static JsonObject Span(DateTimeOffset? since, DateTimeOffset? until, bool onlyFailed) =>
        new()
        {
            ["since"] = Text(since),
            ["until"] = Text(until),
            ["only_failed"] = onlyFailed,
        };

    private static string? Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static string Events(int count) => count == 1 ? "1 event" : string.Create(CultureInfo.InvariantCulture, $"{count} events");
}
