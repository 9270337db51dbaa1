using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;
using Headgate.Operating;

namespace Headgate.Cli.Accounts;

/// <summary><c>headgate user</c>: the people of an account, at the machine of the server.</summary>
internal static class UserCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("user", "People of an account, added at the server's machine and recorded as the operator's acts.")
        {
            Add(terminal),
            List(terminal),
        }.WithExamples("headgate user add ada@example.com --group Owner", "headgate user list");

    private static Command Add(Terminal terminal)
    {
        var email = new Argument<string>("EMAIL") { Description = "Their address." };
        var name = new Option<string?>("--name") { Description = "Given and family name.", HelpName = "NAME" };
        var groups = new Option<string[]>("--group")
        {
            Description = "A group of the account, which says what they may; a new account has \"Owner\". May be repeated.",
            HelpName = "GROUP",
            Required = true,
            AllowMultipleArgumentsPerToken = false,
        };
        var license = new Option<string>("--license")
        {
            Description = "developer, read_only or it.",
            HelpName = "LICENCE",
            DefaultValueFactory = _ => "developer",
        };
        license.AcceptOnlyFromAmong("developer", "read_only", "it");
        var options = new OperatorOptions();
        var command = new Command("add", "Adds a person with a personal token, and shows that token, this once.")
        {
            email,
            name,
            groups,
            license,
        };
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                options.DoAsync(
                    parsed,
                    OperatorActs.AddUser,
                    new JsonObject
                    {
                        ["email"] = parsed.GetRequiredValue(email),
                        ["name"] = parsed.GetValue(name),
                        ["groups"] = new JsonArray([.. parsed.GetRequiredValue(groups).Select(g => (JsonNode)g)]),
                        ["license"] = parsed.GetRequiredValue(license),
                    },
                    fresh: false,
                    terminal,
                    made =>
                        SecretPrinter.Show(
                            $"{made["token"]!["user"]} is a user of account {made["account_id"]}, \"{made["account_name"]}\".",
                            made,
                            terminal
                        ),
                    cancellation
                )
        );
        return command.WithExamples("headgate user add ada@example.com --name \"Ada Byron\" --group Owner");
    }

    private static Command List(Terminal terminal)
    {
        var options = new OperatorOptions();
        var command = new Command("list", "Shows the people of an account and their groups.");
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                options.DoAsync(
                    parsed,
                    OperatorActs.ListUsers,
                    [],
                    fresh: false,
                    terminal,
                    users =>
                        JsonTable.Show(
                            (JsonArray)users,
                            "No users; 'headgate user add EMAIL --group Owner' adds one.",
                            terminal,
                            ("USER", "id"),
                            ("EMAIL", "email"),
                            ("NAME", "name"),
                            ("LICENCE", "license"),
                            ("GROUPS", "groups")
                        ),
                    cancellation
                )
        );
        return command.WithExamples("headgate user list", "headgate user list --json");
    }
}
