using System.Text.Json.Nodes;

namespace Headgate.Cli.Projects;

/// <summary>The parts of a job's body that have a form of their own.</summary>
internal static class JobBodies
{
    /// <summary>What starts the job besides people and programs.</summary>
    public static JsonObject Triggers(bool schedule) =>
        new()
        {
            ["schedule"] = schedule,
            ["github_webhook"] = false,
            ["git_provider_webhook"] = false,
        };

    /// <summary>A schedule by cron.</summary>
    public static JsonObject Schedule(string cron) =>
        new()
        {
            ["cron"] = cron,
            ["date"] = new JsonObject { ["type"] = "custom_cron", ["cron"] = cron },
            ["time"] = new JsonObject { ["type"] = "every_hour", ["interval"] = 1 },
        };
}
