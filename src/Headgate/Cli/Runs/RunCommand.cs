using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary><c>headgate run JOB</c>: triggers a job, and with <c>--wait</c> shows its run to the end.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var job = new Argument<string>("JOB") { Description = "Number or name of the job." };
        var cause = new Option<string>("--cause")
        {
            Description = "Why, for the record.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "Triggered from the command line",
        };
        var wait = new Option<bool>("--wait") { Description = "Show the run until it has ended; exit code 1 where it fails." };
        var json = JsonOption.Create();
        var server = new ServerOption();
        var command = new Command("run", "Triggers a job.") { job, cause, wait, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var (id, name) = await JobLookup.FindAsync(api, parsed.GetRequiredValue(job), cancellation);
                var run = await api.PostAsync("v2", $"jobs/{id}/run/", new JsonObject { ["cause"] = parsed.GetValue(cause) }, cancellation);
                var asJson = parsed.GetValue(json);
                var view = RunView.Of(run);
                if (!asJson)
                {
                    terminal.Line($"Run {view.Id} of {name} is {view.Word}.");
                }
                if (parsed.GetValue(wait))
                {
                    var follower = new LiveLogFollower(api, asJson ? terminal.Silent() : terminal, TimeProvider.System);
                    view = await follower.FollowAsync(view.Id, cancellation);
                    run = await api.GetAsync("v2", $"runs/{view.Id}/", cancellation);
                    if (!asJson)
                    {
                        terminal.Line(RunEnd.Sentence(view, name, terminal));
                    }
                }
                if (asJson)
                {
                    terminal.Line(run.ToJsonString(JsonOption.Format));
                }
                return view.IsOver && !view.Succeeded ? ExitCode.Failed : ExitCode.Done;
            }
        );
        return command.WithExamples("""headgate run "Nightly build" --wait""", "headgate run 1 --json");
    }
}
