using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Up;

/// <summary>Makes the demo through the platform's own operations, as a newcomer would with an admin token.</summary>
internal static class DemoAccount
{
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
        var connection = await api.PostAsync(
            "v3",
            "connections/",
            new JsonObject
            {
                ["name"] = DemoNames.Connection,
                ["adapter_version"] = "duckdb_v0",
                ["config"] = new JsonObject { ["path"] = Path.Combine(folder.Root, "warehouse", "orchard_shop.duckdb") },
            },
            cancellation
        );
        Made(terminal, "connection", $"{DemoNames.Connection}, a DuckDB file in the data folder");

        var project = await api.PostAsync(
            "v3",
            "projects/",
            new JsonObject
            {
                ["name"] = DemoNames.Project,
                ["account_id"] = api.AccountId,
                ["state"] = 1,
                ["type"] = 0,
            },
            cancellation
        );
        var projectId = (long)project["id"]!;
        var repository = await api.PostAsync(
            "v3",
            $"projects/{projectId}/repositories/",
            new JsonObject
            {
                ["account_id"] = api.AccountId,
                ["project_id"] = projectId,
                ["remote_url"] = folder.DemoProject,
                ["state"] = 1,
            },
            cancellation
        );
        project["repository_id"] = (long)repository["id"]!;
        project["connection_id"] = (long)connection["id"]!;
        await api.PostAsync("v3", $"projects/{projectId}/", (JsonObject)project.DeepClone(), cancellation);
        Made(terminal, "project", $"{DemoNames.Project}, from {folder.DemoProject}");

        var credentials = await api.PostAsync(
            "v3",
            $"projects/{projectId}/credentials/",
            new JsonObject
            {
                ["account_id"] = api.AccountId,
                ["project_id"] = projectId,
                ["type"] = "adapter",
                ["adapter_version"] = "duckdb_v0",
                ["schema"] = "shop",
                ["threads"] = 4,
                ["state"] = 1,
            },
            cancellation
        );
        var environment = await api.PostAsync(
            "v3",
            $"projects/{projectId}/environments/",
            new JsonObject
            {
                ["name"] = DemoNames.Environment,
                ["account_id"] = api.AccountId,
                ["project_id"] = projectId,
                ["connection_id"] = (long)connection["id"]!,
                ["credentials_id"] = (long)credentials["id"]!,
                ["type"] = "deployment",
                ["deployment_type"] = "production",
                ["dbt_version"] = "headgate",
                ["state"] = 1,
            },
            cancellation
        );
        var environmentId = (long)environment["id"]!;
        Made(terminal, "environment", DemoNames.Environment);

        var job = await api.PostAsync(
            "v2",
            "jobs/",
            new JsonObject
            {
                ["account_id"] = api.AccountId,
                ["project_id"] = projectId,
                ["environment_id"] = environmentId,
                ["name"] = DemoNames.Job,
                ["description"] = "Builds the shop's books.",
                ["execute_steps"] = new JsonArray("dbt build"),
                ["generate_docs"] = true,
                ["run_generate_sources"] = true,
                ["state"] = 1,
                ["triggers"] = new JsonObject
                {
                    ["schedule"] = false,
                    ["github_webhook"] = false,
                    ["git_provider_webhook"] = false,
                },
                ["settings"] = new JsonObject { ["threads"] = 4, ["target_name"] = "production" },
                ["schedule"] = new JsonObject
                {
                    ["date"] = new JsonObject { ["type"] = "every_day" },
                    ["time"] = new JsonObject { ["type"] = "at_exact_hours", ["hours"] = new JsonArray(3) },
                },
            },
            cancellation
        );
        var jobId = (long)job["id"]!;
        Made(terminal, "job", $"{DemoNames.Job}: dbt build");

        var key = await DemoAgent.CreateAsync(server, api.AccountId, projectId, jobId, terminal, cancellation);
        return known with { AgentKey = key, ProjectId = projectId, EnvironmentId = environmentId, JobId = jobId };
    }

    /// <summary>The line for a thing that was made.</summary>
    public static void Made(Terminal terminal, string kind, string what) => terminal.Line($"  {kind, -13} {what}");
}
