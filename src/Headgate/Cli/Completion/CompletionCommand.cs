using System.CommandLine;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Completion;

/// <summary><c>headgate completion</c>: the script that lets a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    /// <summary>The command; it completes those of the root that it is in when it runs.</summary>
    public static Command Build(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Prints the script with which a shell completes commands and options.") { shell };
        command.SetAction(
            async (parsed, _) =>
            {
                var root = parsed.RootCommandResult.Command;
                await terminal.Output.WriteAsync(
                    parsed.GetRequiredValue(shell) switch
                    {
                        "bash" => BashCompletion.Of(root),
                        "zsh" => ZshCompletion.Of(root),
                        _ => FishCompletion.Of(root),
                    }
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate completion bash > ~/.local/share/bash-completion/completions/headgate",
            "headgate completion zsh > ~/.zfunc/_headgate",
            "headgate completion fish > ~/.config/fish/completions/headgate.fish"
        );
    }
}
