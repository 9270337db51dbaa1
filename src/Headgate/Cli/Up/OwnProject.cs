using System.Text.Json.Nodes;
using Headgate.Cli.Accounts;
using Headgate.Cli.Projects;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;
using Headgate.Operating;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Up;

/// <summary>A project of one's own in place of the demo: <c>up --project</c>.</summary>
internal static class OwnProject
{
    /// <summary>Adds the project and shows its first run; a project that an earlier start added is only named.</summary>
    public static async Task<Bootstrap> AddAsync(
        RunningServer server,
        DataFolder folder,
        Bootstrap known,
        PlatformApi api,
        ProjectOptions options,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var remote = ProjectSource.IsGit(options.Source)
            ? options.Source
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Source));
        var all = await api.ListAsync("v3", "projects/?include_related=[\"repository\"]", cancellation);
        if (all.FirstOrDefault(project => project!["repository"]?["remote_url"]?.ToString() == remote) is { } there)
        {
            terminal.Line($"Project {there["id"]}, \"{there["name"]}\", is from {remote} already.");
            return known;
        }
        var acts = server.Services.GetRequiredService<OperatorActs>();
        var adding = new ProjectAdding(
            api,
            async (request, stop) =>
            {
                request["operator"] = Environment.UserName;
                return OperatorAccess.Data(await acts.DoAsync(request, stop));
            },
            terminal
        );
        var (made, job) = await adding.AddAsync(options, cancellation);
        var body = new JsonObject { ["cause"] = "First run of the project" };
        var run = RunView.Of(await api.PostAsync("v2", $"jobs/{made.JobId}/run/", body, cancellation));
        terminal.Line();
        run = await OwnRuns.Follower(server, terminal).FollowAsync(run.Id, cancellation);
        terminal.Line(RunEnd.Sentence(run, job, terminal));
        var own = known with { ProjectId = made.ProjectId, EnvironmentId = made.EnvironmentId, JobId = made.JobId };
        own.Write(folder);
        return own;
    }
}
