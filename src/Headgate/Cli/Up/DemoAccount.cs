using System.Text.Json.Nodes;
using Headgate.Cli.Projects;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;
using Headgate.Platform.Profiles;

namespace Headgate.Cli.Up;

/// <summary>Makes the demo through the platform's own operations, as a newcomer would with an admin token.</summary>
internal static class DemoAccount
{
    private const string Schema = "shop";
    private const int Threads = 4;

    /// <summary>Makes connection, repository, project, credentials, environment, job and agent; gives what the file is to tell.</summary>
    public static async Task<Bootstrap> CreateAsync(
        RunningServer server,
        DataFolder folder,
        Bootstrap known,
        PlatformApi api,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        SampleProject.Unpack(folder.DemoProject);
        var file = new JsonObject { ["path"] = Path.Combine(folder.Root, "warehouse", "orchard_shop.duckdb") };
        var plan = new ProjectPlan
        {
            Name = DemoNames.Project,
            RemoteUrl = folder.DemoProject,
            Connection = DemoNames.Connection,
            Warehouse = ProfileTarget.Of("duckdb", file, Schema, Threads).Target!,
            Schema = Schema,
            Threads = Threads,
            Target = "production",
            Environment = DemoNames.Environment,
            Job = DemoNames.Job,
            JobDescription = "Builds the shop's books.",
            MakesDocs = true,
            Cron = "0 3 * * *",
            IsScheduled = false,
        };
        var made = await ProjectSetup.CreateAsync(api, plan, (kind, what) => Made(terminal, kind, what), cancellation);
        var key = await DemoAgent.CreateAsync(server, api.AccountId, made.ProjectId, made.JobId, terminal, cancellation);
        return known with { AgentKey = key, ProjectId = made.ProjectId, EnvironmentId = made.EnvironmentId, JobId = made.JobId };
    }

    /// <summary>The line for a thing that was made.</summary>
    public static void Made(Terminal terminal, string kind, string what) => terminal.Line($"  {kind, -13} {what}");
}
