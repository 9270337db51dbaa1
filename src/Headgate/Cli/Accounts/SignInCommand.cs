using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;
using Headgate.Cli.Up;
using Headgate.Operating;

namespace Headgate.Cli.Accounts;

/// <summary><c>headgate sign-in</c>: a link that opens the console once.</summary>
internal static class SignInCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var options = new OperatorOptions();
        var command = new Command(
            "sign-in",
            "Prints a link that opens the console once, within 30 minutes, with the rights of the account's oldest token that may do everything."
        );
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                options.DoAsync(
                    parsed,
                    OperatorActs.AddSignInLink,
                    [],
                    fresh: false,
                    terminal,
                    made => terminal.Line($"{ServerState.Living(options.Folder(parsed))?.Url ?? "http://127.0.0.1:8580"}{made["path"]}"),
                    cancellation
                )
        );
        return command.WithExamples("headgate sign-in", "headgate sign-in --data /var/lib/headgate");
    }

    /// <summary>The path of a new link, from the server that has a data folder.</summary>
    /// <exception cref="CommandFailure">None was made; the message says why.</exception>
    public static async Task<string> PathAsync(DataFolder folder, CancellationToken cancellation) =>
        (await OperatorAccess.AskServerAsync(folder, new JsonObject { ["act"] = OperatorActs.AddSignInLink }, cancellation))[
            "path"
        ]!.ToString();
}
