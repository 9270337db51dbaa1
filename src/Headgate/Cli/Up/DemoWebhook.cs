using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Up;

/// <summary>The demo's webhook subscription, from the receiver inside <c>up</c>.</summary>
internal static class DemoWebhook
{
    /// <summary>Subscribes the receiver to the events of all runs.</summary>
    public static async Task SubscribeAsync(
        PlatformApi api,
        DataFolder folder,
        WebhookReceiver receiver,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var subscription = await api.PostAsync("v3", "webhooks/subscriptions", Body(receiver), cancellation);
        var state = new DemoState(subscription["id"]!.ToString(), subscription["hmac_secret"]!.ToString());
        state.Write(folder);
        receiver.Secret = state.HmacSecret;
        DemoAccount.Made(terminal, "webhook", $"run events to {receiver.Url}");
    }

    /// <summary>Points the subscription of an earlier start at this start's receiver, whose port is another one.</summary>
    public static async Task PointAsync(PlatformApi api, DataFolder folder, WebhookReceiver receiver, CancellationToken cancellation)
    {
        if (DemoState.Read(folder) is not { } state)
        {
            return;
        }
        receiver.Secret = state.HmacSecret;
        try
        {
            await api.PutAsync("v3", $"webhooks/subscription/{state.SubscriptionId}", Body(receiver), cancellation);
        }
        catch (CommandFailure)
        {
            // Someone has deleted the demo's subscription: then nothing is to be received, and the start goes on.
        }
    }

    /// <summary>The line that says what came in.</summary>
    public static string Line(ReceivedEvent received, Terminal terminal) =>
        received.Signed
            ? $"webhook received: {terminal.Painted(received.Type, Paint.Bold)} of run {received.RunId}, {received.RunStatus}; its signature is {terminal.Painted("right", Paint.Green)}"
            : $"webhook refused: {received.Type}; its signature is {terminal.Painted("wrong", Paint.Red)}";

    private static JsonObject Body(WebhookReceiver receiver) =>
        new()
        {
            ["name"] = "Demo receiver",
            ["description"] = "The small receiver inside 'headgate up'.",
            ["event_types"] = new JsonArray("job.run.started", "job.run.completed", "job.run.errored"),
            ["client_url"] = receiver.Url,
            ["active"] = true,
            ["job_ids"] = new JsonArray(),
        };
}
