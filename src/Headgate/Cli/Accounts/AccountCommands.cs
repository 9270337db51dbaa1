using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;
using Headgate.Operating;

namespace Headgate.Cli.Accounts;

/// <summary><c>headgate account</c>: the accounts of an installation, at the machine of the server.</summary>
internal static class AccountCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("account", "The accounts of an installation, made at the server's machine and recorded as the operator's acts.")
        {
            Add(terminal),
            List(terminal),
        }.WithExamples("headgate account add \"Hollow Hill\" --config /etc/headgate.yaml", "headgate account list");

    private static Command Add(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name." };
        var options = new OperatorOptions();
        var command = new Command("add", "Makes an account with its first token, Account Admin, and shows that token, this once.") { name };
        options.AddTo(command, ofAccount: false);
        command.SetAction(
            (parsed, cancellation) =>
                options.DoAsync(
                    parsed,
                    OperatorActs.AddAccount,
                    new JsonObject { ["name"] = parsed.GetRequiredValue(name) },
                    fresh: true,
                    terminal,
                    made =>
                    {
                        SecretPrinter.Show(
                            $"Account {made["account_id"]}, \"{made["account_name"]}\", is made, with its first token.",
                            made,
                            terminal
                        );
                        terminal.Line("'headgate user add EMAIL --group Owner' adds a person.");
                    },
                    cancellation
                )
        );
        return command.WithExamples(
            "headgate account add \"Hollow Hill\"",
            "headgate account add \"Hollow Hill\" --config /etc/headgate.yaml --json | jq -r .secret"
        );
    }

    private static Command List(Terminal terminal)
    {
        var options = new OperatorOptions();
        var command = new Command("list", "Shows the accounts.");
        options.AddTo(command, ofAccount: false);
        command.SetAction(
            (parsed, cancellation) =>
                options.DoAsync(
                    parsed,
                    OperatorActs.ListAccounts,
                    [],
                    fresh: false,
                    terminal,
                    accounts =>
                        JsonTable.Show(
                            (JsonArray)accounts,
                            "No accounts yet; 'headgate account add NAME' makes one.",
                            terminal,
                            ("ACCOUNT", "id"),
                            ("NAME", "name"),
                            ("USERS", "users"),
                            ("TOKENS", "tokens"),
                            ("MADE (UTC)", "created_at")
                        ),
                    cancellation
                )
        );
        return command.WithExamples("headgate account list", "headgate account list --json");
    }
}
