using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Up;

/// <summary>The demo's first run: triggered through the API by the agent, shown live, followed by what the gate and the webhook did.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(15);

    /// <summary>Triggers the job and shows everything that follows from it.</summary>
    public static async Task ShowAsync(
        RunningServer server,
        Bootstrap demo,
        PlatformApi api,
        WebhookReceiver receiver,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        using var agent = new PlatformApi(api.Url, api.AccountId, demo.AgentKey!);
        var body = new JsonObject { ["cause"] = "First run of the demo, triggered by the agent" };
        var run = RunView.Of(await agent.PostAsync("v2", $"jobs/{demo.JobId}/run/", body, cancellation));
        terminal.Line();
        terminal.Line($"The agent triggered {terminal.Painted(DemoNames.Job, Paint.Bold)}: run {run.Id}.");
        run = await OwnRuns.Follower(server, terminal).FollowAsync(run.Id, cancellation);
        terminal.Line(RunEnd.Sentence(run, DemoNames.Job, terminal));
        await ShowEventsAsync(receiver, terminal, cancellation);

        terminal.Line();
        await ShowDecisionAsync(agent, "v2", $"runs/{run.Id}/", "The agent reads the run", terminal, cancellation);
        await ShowDecisionAsync(agent, "v3", "service-tokens/", "The agent lists service tokens", terminal, cancellation);
        if (!run.Succeeded)
        {
            throw new CommandFailure($"The demo's run did not succeed; 'headgate logs {run.Id}' shows why.");
        }
    }

    private static async Task ShowEventsAsync(WebhookReceiver receiver, Terminal terminal, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(EventPatience);
        try
        {
            await foreach (var received in receiver.Events.ReadAllAsync(patience.Token))
            {
                terminal.Line(DemoWebhook.Line(received, terminal));
                if (received.Type == "job.run.completed")
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            terminal.Line($"No webhook came within {EventPatience.TotalSeconds:0} seconds.");
        }
    }

    private static async Task ShowDecisionAsync(
        PlatformApi agent,
        string version,
        string path,
        string what,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var (status, message) = await agent.TryAsync(HttpMethod.Get, version, path, cancellation);
        terminal.Line(
            status == 200
                ? $"{what}: {terminal.Painted("200 allowed", Paint.Green)}"
                : $"{what}: {terminal.Painted($"{status} refused", Paint.Red)}  {message}"
        );
    }
}
