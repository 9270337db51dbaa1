using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Webhooks;

/// <summary><c>headgate webhook</c>: who is told of runs, and what was sent.</summary>
internal static class WebhookCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("webhook", "Webhook subscriptions: what was sent to them, and sending it again.")
        {
            List(terminal),
            EventsCommand.Build(terminal),
            ReplayCommand.Build(terminal),
        }.WithExamples("headgate webhook list", "headgate webhook replay alerts --since 2026-11-24T08:00");

    /// <summary>The argument that names a subscription.</summary>
    public static Argument<string> Subscription() => new("SUBSCRIPTION") { Description = "The subscription (id or name)." };

    private static Command List(Terminal terminal)
    {
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows the subscriptions.") { json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                JsonTable.Print(
                    await api.ListAsync(NamedThing.Webhook.Version, NamedThing.Webhook.Path, cancellation),
                    parsed.GetValue(json),
                    "No subscriptions yet; see docs/webhooks.md.",
                    terminal,
                    ("SUBSCRIPTION", "id"),
                    ("NAME", "name"),
                    ("ACTIVE", "active"),
                    ("LAST", "http_status_code"),
                    ("EVENTS", "event_types"),
                    ("ADDRESS", "client_url"),
                    ("SWITCHED OFF", "deactivate_reason")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate webhook list", "headgate webhook list --json");
    }
}
