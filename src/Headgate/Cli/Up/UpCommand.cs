using System.CommandLine;
using Headgate.Cli.Projects;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Up;

/// <summary><c>headgate up</c>: everything on the embedded default, for a laptop.</summary>
internal static class UpCommand
{
    /// <summary>The option with which <c>--detach</c> starts the process that goes on.</summary>
    public const string DetachedOption = "--detached-child";

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var data = DataOption.Create();
        var port = PortOption.Create();
        var noDemo = new Option<bool>("--no-demo") { Description = "Only the account and its admin token, without the demo project." };
        var project = new Option<string?>("--project")
        {
            Description = "The folder of a dbt project of your own, or a git address, which is run instead of the demo.",
            HelpName = "FOLDER",
        };
        var profiles = new Option<string?>("--profiles-dir") { Description = "With --project: folder of profiles.yml.", HelpName = "DIR" };
        var target = new Option<string?>("--target") { Description = "With --project: target of the profile.", HelpName = "NAME" };
        var detach = new Option<bool>("--detach")
        {
            Description = "Return when everything is ready; the server goes on until 'headgate down'.",
        };
        var child = new Option<bool>(DetachedOption) { Hidden = true };
        var command = new Command("up", "Starts everything on this machine; the first start also makes the demo and shows its run.")
        {
            data,
            port,
            project,
            profiles,
            target,
            noDemo,
            detach,
            child,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var options = new UpOptions(
                    parsed.GetRequiredValue(data),
                    parsed.GetValue(port),
                    !parsed.GetValue(noDemo) && parsed.GetValue(project) is null,
                    parsed.GetValue(project) is { } source
                        ? new ProjectOptions
                        {
                            Source = source,
                            ProfilesDir = parsed.GetValue(profiles),
                            Target = parsed.GetValue(target),
                        }
                        : null,
                    parsed.GetValue(detach),
                    parsed.GetValue(child)
                );
                return options.Detach
                    ? await DetachedUp.RunAsync(options, terminal, cancellation)
                    : await ForegroundUp.RunAsync(options, terminal, cancellation);
            }
        );
        return command.WithExamples("headgate up", "headgate up --project ~/shop", "headgate up --detach --data /tmp/try --port 8601");
    }
}
