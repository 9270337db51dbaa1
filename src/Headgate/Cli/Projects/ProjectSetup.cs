using System.Text.Json.Nodes;
using Headgate.Cli.Runs;

namespace Headgate.Cli.Projects;

/// <summary>Makes connection, project, repository, credentials, environment and job by the calls of the API that anyone would make by hand.</summary>
internal static class ProjectSetup
{
    /// <summary>Makes all of it; where one part is refused, nothing is kept.</summary>
    /// <param name="api">The server.</param>
    /// <param name="plan">What is wanted.</param>
    /// <param name="made">Is told of each thing: its kind, and words about it.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<MadeProject> CreateAsync(
        PlatformApi api,
        ProjectPlan plan,
        Action<string, string> made,
        CancellationToken cancellation
    )
    {
        var undo = new Stack<string>();
        try
        {
            return await CreateAsync(api, plan, made, undo, cancellation);
        }
        catch (Exception)
        {
            await RemoveAsync(api, undo);
            throw;
        }
    }

    private static async Task<MadeProject> CreateAsync(
        PlatformApi api,
        ProjectPlan plan,
        Action<string, string> made,
        Stack<string> undo,
        CancellationToken cancellation
    )
    {
        async Task<long> PostAsync(string version, string path, JsonObject body, bool isUndone = false)
        {
            var id = (long)(await api.PostAsync(version, path, body, cancellation))["id"]!;
            if (isUndone)
            {
                undo.Push($"{path}{id}/");
            }
            return id;
        }

        var connection = await PostAsync(
            "v3",
            "connections/",
            new JsonObject
            {
                ["name"] = plan.Connection,
                ["adapter_version"] = plan.Warehouse.Adapter,
                ["config"] = plan.Warehouse.Config.DeepClone(),
            },
            isUndone: true
        );
        made("connection", $"{plan.Connection}, {plan.Warehouse.Adapter.Split("_v")[0]} {plan.Warehouse.Place}".TrimEnd());
        var body = new JsonObject
        {
            ["name"] = plan.Name,
            ["account_id"] = api.AccountId,
            ["state"] = 1,
            ["type"] = 0,
            ["dbt_project_subdirectory"] = plan.Subdirectory,
        };
        var project = await PostAsync("v3", "projects/", (JsonObject)body.DeepClone(), isUndone: true);
        var repository = await PostAsync(
            "v3",
            $"projects/{project}/repositories/",
            new JsonObject
            {
                ["account_id"] = api.AccountId,
                ["project_id"] = project,
                ["remote_url"] = plan.RemoteUrl,
                ["state"] = 1,
            }
        );
        (body["id"], body["repository_id"], body["connection_id"]) = (project, repository, connection);
        await api.PostAsync("v3", $"projects/{project}/", body, cancellation);
        made("project", $"{plan.Name}, from {plan.RemoteUrl}");

        var credentials = await PostAsync("v3", $"projects/{project}/credentials/", Credentials(api, plan, project));
        var environment = await PostAsync(
            "v3",
            $"projects/{project}/environments/",
            new JsonObject
            {
                ["name"] = plan.Environment,
                ["account_id"] = api.AccountId,
                ["project_id"] = project,
                ["connection_id"] = connection,
                ["credentials_id"] = credentials,
                ["type"] = "deployment",
                ["deployment_type"] = "production",
                ["dbt_version"] = "headgate",
                ["use_custom_branch"] = plan.Branch is not null,
                ["custom_branch"] = plan.Branch,
                ["state"] = 1,
            }
        );
        made("environment", $"{plan.Environment}, schema {plan.Schema}, {plan.Threads} threads");
        var job = await PostAsync("v2", "jobs/", Job(api, plan, project, environment));
        var steps = string.Join("; ", plan.Steps);
        made(
            "job",
            $"{(plan.Job == steps ? steps : $"{plan.Job}: {steps}")}{(plan is { Cron: { } cron, IsScheduled: true } ? $", at {cron} UTC" : "")}"
        );
        return new MadeProject(project, connection, repository, credentials, environment, job);
    }

    private static JsonObject Credentials(PlatformApi api, ProjectPlan plan, long project)
    {
        var body = (JsonObject)plan.Warehouse.Credentials.DeepClone();
        (body["account_id"], body["project_id"]) = (api.AccountId, project);
        return body;
    }

    private static JsonObject Job(PlatformApi api, ProjectPlan plan, long project, long environment) =>
        new()
        {
            ["account_id"] = api.AccountId,
            ["project_id"] = project,
            ["environment_id"] = environment,
            ["name"] = plan.Job,
            ["description"] = plan.JobDescription,
            ["execute_steps"] = new JsonArray([.. plan.Steps.Select(step => (JsonNode)step)]),
            ["generate_docs"] = plan.MakesDocs,
            ["run_generate_sources"] = plan.MakesDocs,
            ["state"] = 1,
            ["triggers"] = JobBodies.Triggers(plan is { Cron: not null, IsScheduled: true }),
            ["settings"] = new JsonObject { ["threads"] = plan.Threads, ["target_name"] = plan.Target },
            ["schedule"] = plan.Cron is { } cron ? JobBodies.Schedule(cron) : null,
        };

    private static async Task RemoveAsync(PlatformApi api, Stack<string> undo)
    {
        while (undo.TryPop(out var path))
        {
            try
            {
                await api.DeleteAsync("v3", path, CancellationToken.None);
            }
            catch (CommandFailure)
            {
                // What cannot be removed is left; the fault that is told is the one that came first.
            }
        }
    }
}
