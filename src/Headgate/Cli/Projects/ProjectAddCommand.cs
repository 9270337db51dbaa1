using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Accounts;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Projects;

/// <summary><c>headgate project add</c>: a project of one's own, with everything that its job needs, and its first run.</summary>
internal static class ProjectAddCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var source = new Argument<string>("FOLDER|GIT-URL")
        {
            Description = "The folder of a dbt project on the server's machine, or a git address.",
        };
        var profiles = new Option<string?>("--profiles-dir")
        {
            Description = "Folder of profiles.yml; searched where dbt searches it where it is left out.",
            HelpName = "DIR",
        };
        var target = new Option<string?>("--target")
        {
            Description = "Target of the profile; its own where it is left out.",
            HelpName = "NAME",
        };
        var name = new Option<string?>("--name")
        {
            Description = "The project's name; the one of dbt_project.yml where it is left out.",
            HelpName = "NAME",
        };
        var branch = new Option<string?>("--branch") { Description = "Branch of a git repository.", HelpName = "NAME" };
        var folder = new Option<string?>("--subdirectory")
        {
            Description = "Folder of the project in a git repository.",
            HelpName = "PATH",
        };
        var jobs = JobOptions.Steps("--job", "A command of its job, \"dbt build\" where it is left out. May be repeated.");
        var jobName = new Option<string?>("--job-name")
        {
            Description = "The job's name; its first command where it is left out.",
            HelpName = "NAME",
        };
        var schedule = JobOptions.Schedule("When the job runs by itself, as cron in UTC; never where it is left out.");
        var noRun = new Option<bool>("--no-run") { Description = "Do not trigger the first run." };
        var json = JsonOption.Create();
        var server = new ServerOption();
        var command = new Command("add", "Makes connection, project, environment and job for a dbt project, and shows its first run.")
        {
            source,
            profiles,
            target,
            name,
            branch,
            folder,
            jobs,
            jobName,
            schedule,
            noRun,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var asJson = parsed.GetValue(json);
                var told = asJson ? terminal.Silent() : terminal;
                using var api = await server.OpenAsync(parsed, cancellation);
                var data = server.Folder(parsed);
                var adding = new ProjectAdding(
                    api,
                    server.IsOfFolder(parsed) ? (request, stop) => OperatorAccess.AskServerAsync(data, request, stop) : null,
                    told
                );
                var options = new ProjectOptions
                {
                    Source = parsed.GetRequiredValue(source),
                    ProfilesDir = parsed.GetValue(profiles),
                    Target = parsed.GetValue(target),
                    Name = parsed.GetValue(name),
                    Branch = parsed.GetValue(branch),
                    Subdirectory = parsed.GetValue(folder),
                    Steps = parsed.GetValue(jobs) is { Length: > 0 } steps ? steps : ["dbt build"],
                    JobName = parsed.GetValue(jobName),
                    Cron = parsed.GetValue(schedule),
                };
                var (made, job) = await adding.AddAsync(options, cancellation);
                var answer = made.ToJson();
                var failed = false;
                if (!parsed.GetValue(noRun))
                {
                    var body = new JsonObject { ["cause"] = "First run of the project" };
                    var run = RunView.Of(await api.PostAsync("v2", $"jobs/{made.JobId}/run/", body, cancellation));
                    told.Line();
                    run = await RunFollower.Of(api, told).FollowAsync(run.Id, cancellation);
                    told.Line(RunEnd.Sentence(run, job, told));
                    answer["run"] = (await api.GetAsync("v2", $"runs/{run.Id}/", cancellation)).DeepClone();
                    failed = !run.Succeeded;
                }
                if (asJson)
                {
                    terminal.Line(answer.ToJsonString(JsonOption.Format));
                }
                else
                {
                    told.Line($"'headgate run {made.JobId} --wait' runs it again; 'headgate job edit {made.JobId}' changes the job.");
                }
                return failed ? ExitCode.Failed : ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate project add ~/shop",
            "headgate project add ~/shop --profiles-dir ~/.dbt --target prod --job \"dbt build\" --schedule \"0 6 * * *\"",
            "headgate project add https://github.com/orchard/shop.git --branch main --url https://headgate.example.com"
        );
    }
}
