using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary><c>headgate logs RUN</c>: what a run's steps printed.</summary>
internal static class LogsCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var run = new Argument<long>("RUN") { Description = "Number of the run." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the run has ended; exit code 1 where it fails." };
        var json = JsonOption.Create();
        var server = new ServerOption();
        var command = new Command("logs", "Shows the log of a run, step by step.") { run, follow, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var id = parsed.GetRequiredValue(run);
                if (parsed.GetValue(json))
                {
                    var answer = await api.GetAsync("v2", $"runs/{id}/?include_related=[\"run_steps\"]", cancellation);
                    terminal.Line((answer["run_steps"] ?? answer).ToJsonString(JsonOption.Format));
                    return ExitCode.Done;
                }
                var live = new LiveLogFollower(api, terminal, TimeProvider.System);
                if (!parsed.GetValue(follow))
                {
                    // A run that has ended has a log with an end, which may be longer than what an answer about its steps carries.
                    await (
                        RunView.Of(await api.GetAsync("v2", $"runs/{id}/", cancellation)).IsOver
                            ? live.FollowAsync(id, cancellation)
                            : RunFollower.Of(api, terminal).ShowAsync(id, cancellation)
                    );
                    return ExitCode.Done;
                }
                var view = await live.FollowAsync(id, cancellation);
                return view.Succeeded ? ExitCode.Done : ExitCode.Failed;
            }
        );
        return command.WithExamples("headgate logs 12", "headgate logs 12 --follow");
    }
}
