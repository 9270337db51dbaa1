using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Runs;

/// <summary><c>headgate webhook</c> with the real program: what was sent is shown, counted, and sent again when that is said.</summary>
public sealed class WebhookReplayTests
{
    [Fact]
    public async Task What_a_receiver_was_told_is_counted_first_and_sent_again_under_the_same_ids()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 200);
        await using var server = await ShopServer.StartAsync("#!/bin/sh\nexit 0\n");
        await server.SendAsync(
            "POST",
            "v3",
            "webhooks/subscriptions",
            new JsonObject
            {
                ["name"] = "alerts",
                ["client_url"] = receiver.Url.ToString(),
                ["event_types"] = new JsonArray("job.run.completed"),
                ["job_ids"] = new JsonArray(),
                ["active"] = true,
            }
        );
        var job = await server.MakeJobAsync("nightly", "dbt build");
        var run = await server.TriggerAsync(job);
        await server.EndOfAsync(run);
        var told = await ReceivedAsync(receiver);

        (await HeadgateAsync(server, "list")).Output.ShouldContain("alerts");
        var events = await HeadgateAsync(server, "events", "alerts");
        events.Output.ShouldContain(told);
        events.Output.ShouldContain("nightly");

        var dry = await HeadgateAsync(server, "replay", "alerts", "--since", "2020-01-01", "--dry-run");
        dry.Output.ShouldContain("There would be 1 event to wsu_");
        dry.Output.ShouldContain("Nothing was sent.");
        var unasked = await HeadgateAsync(server, "replay", "alerts", "--since", "2020-01-01");
        unasked.ExitCode.ShouldBe(1);
        unasked.Error.ShouldContain("--yes");
        receiver.Count.ShouldBe(1);

        var sent = await HeadgateAsync(server, "replay", "alerts", "--since", "2020-01-01", "--yes");
        sent.ExitCode.ShouldBe(0, sent.All);
        sent.Output.ShouldContain("1 event is on the way");
        (await ReceivedAsync(receiver)).ShouldBe(told);
        var one = await HeadgateAsync(server, "replay", "alerts", "--event", told, "--yes", "--json");
        ((int)JsonNode.Parse(one.Output)!["event_count"]!).ShouldBe(1, one.All);
        (await ReceivedAsync(receiver)).ShouldBe(told);
        (await HeadgateAsync(server, "replay", "alerts")).ExitCode.ShouldBe(2);
        (await HeadgateAsync(server, "replay", "alerts", "--event", told, "--failed")).ExitCode.ShouldBe(2);
    }

    private static Task<ProgramResult> HeadgateAsync(ShopServer server, string command, params string[] arguments) =>
        HeadgateProgram.RunAsync(["webhook", command, .. arguments, "--data", server.Data]);

    private static async Task<string> ReceivedAsync(TestReceiver receiver) =>
        (await receiver.Posts.ReadAsync(TestContext.Current.CancellationToken)).Json.GetProperty("eventId").GetString()!;
}
