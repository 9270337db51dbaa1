using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Agents;
using Headgate.Cli.Terminals;
using Headgate.Operating;

namespace Headgate.Cli.Accounts;

/// <summary><c>headgate token</c>: service tokens and personal tokens, at the machine of the server.</summary>
internal static class TokenCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("token", "Tokens of an account, made and revoked at the server's machine and recorded as the operator's acts.")
        {
            Add(terminal),
            List(terminal),
            Revoke(terminal),
        }.WithExamples(
            "headgate token add ci --set job_admin --project 1 --until 2027-01-31",
            "headgate token list",
            "headgate token revoke ci"
        );

    private static Command Add(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name." };
        var sets = new Option<string[]>("--set")
        {
            Description = "A permission set, such as account_admin, job_admin or job_viewer. May be repeated.",
            HelpName = "SET",
            AllowMultipleArgumentsPerToken = false,
        };
        var project = new Option<long?>("--project")
        {
            Description = "Only in this project; in all where it is left out.",
            HelpName = "ID",
        };
        var categories = new Option<string[]>("--environments")
        {
            Description =
                "For sets that depend on it: categories of environments in which it may write (all, development, staging, production, other); all where it is left out.",
            HelpName = "CATEGORY",
            AllowMultipleArgumentsPerToken = false,
        };
        categories.AcceptOnlyFromAmong("all", "development", "staging", "production", "other");
        var user = new Option<string?>("--user") { Description = "Make a personal token of this user instead.", HelpName = "EMAIL" };
        var until = new Option<string?>("--until") { Description = "When it ends (UTC); without it, never.", HelpName = "TIME" };
        var options = new OperatorOptions();
        var command = new Command("add", "Makes a token and shows it, this once.") { name, sets, project, categories, user, until };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(until) is { } text && PlaceOptions.Time(text) is null)
            {
                result.AddError($"--until must be a time such as 2027-01-31, not \"{text}\".");
            }
            if (result.GetValue(sets) is not { Length: > 0 } && result.GetValue(user) is null)
            {
                result.AddError("Say what the token may with --set SET, such as --set account_admin, or whose it is with --user EMAIL.");
            }
        });
        command.SetAction(
            (parsed, cancellation) =>
                options.DoAsync(
                    parsed,
                    OperatorActs.AddToken,
                    new JsonObject
                    {
                        ["name"] = parsed.GetRequiredValue(name),
                        ["sets"] = Array(parsed.GetValue(sets)),
                        ["project"] = parsed.GetValue(project),
                        ["categories"] = Array(parsed.GetValue(categories) is { Length: > 0 } given ? given : ["all"]),
                        ["user"] = parsed.GetValue(user),
                        ["expires_at"] = parsed.GetValue(until) is { } end
                            ? PlaceOptions.Time(end)!.Value.ToString("O", CultureInfo.InvariantCulture)
                            : null,
                    },
                    fresh: false,
                    terminal,
                    made =>
                        SecretPrinter.Show(
                            $"Token \"{made["token"]!["name"]}\" of account {made["account_id"]}, \"{made["account_name"]}\", is made.",
                            made,
                            terminal
                        ),
                    cancellation
                )
        );
        return command.WithExamples(
            "headgate token add admin --set account_admin",
            "headgate token add ci --set job_admin --project 1 --until 2027-01-31",
            "headgate token add laptop --user ada@example.com"
        );
    }

    private static Command List(Terminal terminal)
    {
        var options = new OperatorOptions();
        var command = new Command("list", "Shows the tokens that are not revoked; never their secrets.");
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                options.DoAsync(
                    parsed,
                    OperatorActs.ListTokens,
                    [],
                    fresh: false,
                    terminal,
                    tokens =>
                        JsonTable.Show(
                            (JsonArray)tokens,
                            "No tokens; 'headgate token add NAME --set account_admin' makes one.",
                            terminal,
                            ("KIND", "kind"),
                            ("TOKEN", "id"),
                            ("NAME", "name"),
                            ("BEGINS", "hint"),
                            ("USER", "user"),
                            ("LAST USED", "last_used"),
                            ("UNTIL", "expires_at"),
                            ("RIGHTS", "rights")
                        ),
                    cancellation
                )
        );
        return command.WithExamples("headgate token list", "headgate token list --json");
    }

    private static Command Revoke(Terminal terminal)
    {
        var token = new Argument<string>("TOKEN") { Description = "The token (name or number)." };
        var personal = new Option<bool>("--personal") { Description = "It is a user's personal token." };
        var options = new OperatorOptions();
        var command = new Command("revoke", "Revokes a token for ever; it is refused from the next call on.") { token, personal };
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                options.DoAsync(
                    parsed,
                    OperatorActs.RevokeToken,
                    new JsonObject { ["token"] = parsed.GetRequiredValue(token), ["personal"] = parsed.GetValue(personal) },
                    fresh: false,
                    terminal,
                    revoked => terminal.Line($"The {revoked["kind"]} token {revoked["id"]}, \"{revoked["name"]}\", is revoked."),
                    cancellation
                )
        );
        return command.WithExamples("headgate token revoke ci", "headgate token revoke 3 --personal");
    }

    private static JsonArray Array(string[]? values) => new([.. (values ?? []).Select(v => (JsonNode)v)]);
}
