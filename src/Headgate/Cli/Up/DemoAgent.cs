using Headgate.Catalogue;
using Headgate.Cli.Terminals;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Up;

/// <summary>The demo's agent: it reads jobs, runs and artifacts of one project and triggers one job. It has nothing else.</summary>
internal static class DemoAgent
{
    /// <summary>Makes the agent and gives its key.</summary>
    public static async Task<string> CreateAsync(
        RunningServer server,
        long accountId,
        long projectId,
        long jobId,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        var request = new NewAgent(DemoNames.Agent) { Description = "Watches the shop's nightly build.", Owner = DemoNames.OwnerEmail };
        var issued = Value(await agents.CreateAsync(accountId, request, ChangeActor.Operator, cancellation));
        NewGrant[] grants =
        [
            new(Capabilities.Jobs.Id, "read") { ProjectIds = [projectId] },
            new(Capabilities.Runs.Id, "read") { ProjectIds = [projectId] },
            new(Capabilities.Artifacts.Id, "read") { ProjectIds = [projectId] },
            new(Capabilities.TriggerRun.Id, "full") { JobIds = [jobId] },
        ];
        foreach (var grant in grants)
        {
            Value(await agents.PutGrantAsync(accountId, issued.Agent.Id, grant, ChangeActor.Operator, cancellation));
        }
        DemoAccount.Made(
            terminal,
            "agent",
            $"{DemoNames.Agent}, may read jobs, runs and artifacts of {DemoNames.Project} and trigger {DemoNames.Job}"
        );
        return issued.Secret.Reveal();
    }

    private static T Value<T>(AgentResult<T> result)
        where T : class => result.Value ?? throw new CommandFailure($"The demo's agent could not be made: {result.Fault!.Message}");
}
