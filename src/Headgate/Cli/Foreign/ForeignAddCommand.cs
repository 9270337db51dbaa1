using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Accounts;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;
using Headgate.Operating;

namespace Headgate.Cli.Foreign;

/// <summary>
/// <c>headgate mcp-server add</c>: by an address, through the API; or as a program, through the socket in the data folder, which only the server's own user can open.
/// Secrets come from the terminal or from files, never from the command line, which others can see.
/// </summary>
internal static class ForeignAddCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name, which its tools' names begin with, such as weather." };
        var url = new Option<string?>("--url") { Description = "Address of its endpoint.", HelpName = "URL" };
        var header = Many(
            "--header",
            "A secret header of every request, such as Authorization. Its value is asked for, or NAME=FILE names a file.",
            "NAME"
        );
        var program = new Option<string?>("--command")
        {
            Description = "Full path of a program to start instead of an address. Only at the server's machine.",
            HelpName = "PROGRAM",
        };
        var word = Many("--arg", "An argument of the program. May be repeated.", "WORD");
        var pass = Many(
            "--pass",
            "A variable of the server's environment that the program gets; it gets no others. May be repeated.",
            "NAME"
        );
        var secret = Many("--secret", "A secret variable of the program. Its value is asked for, or NAME=FILE names a file.", "NAME");
        var account = new Option<long?>("--account")
        {
            Description = "With --command: the account; needed where there are several.",
            HelpName = "ID",
        };
        var json = JsonOption.Create();
        var command = new Command("add", "Adds a foreign server and lists its tools, which are all off.")
        {
            name,
            url,
            header,
            program,
            word,
            pass,
            secret,
            account,
            json,
        };
        var data = DataOption.Create();
        command.Add(data);
        command.Validators.Add(result =>
        {
            if ((result.GetValue(url) is null) == (result.GetValue(program) is null))
            {
                result.AddError("Say where it is: --url URL, or --command PROGRAM for a program that the server starts.");
            }
        });
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var folder = new DataFolder(parsed.GetRequiredValue(data));
                var secrets = await SecretsAsync(
                    parsed.GetValue(program) is null ? parsed.GetValue(header) : parsed.GetValue(secret),
                    terminal,
                    cancellation
                );
                using var api = await ServerChoice.OpenAsync(
                    ServerChoice.NamedByVariable,
                    folder,
                    parsed.GetResult(data) is { Implicit: false },
                    cancellation
                );
                var added = parsed.GetValue(program) is { } path
                    ? await StartedAsync(
                        folder,
                        api,
                        new JsonObject
                        {
                            ["act"] = OperatorActs.AddForeignServer,
                            ["account"] = parsed.GetValue(account) ?? api.AccountId,
                            ["name"] = parsed.GetRequiredValue(name),
                            ["program"] = Path.GetFullPath(path),
                            ["arguments"] = Array(parsed.GetValue(word)),
                            ["variables"] = Array(parsed.GetValue(pass)),
                            ["secrets"] = secrets,
                        },
                        cancellation
                    )
                    : await api.PostAsync(
                        ForeignServerCommands.Version,
                        "mcp-servers/",
                        new JsonObject
                        {
                            ["name"] = parsed.GetRequiredValue(name),
                            ["url"] = parsed.GetValue(url),
                            ["headers"] = secrets,
                        },
                        cancellation
                    );
                ForeignServerCommands.Show(added, parsed.GetValue(json), terminal);
                if (!parsed.GetValue(json))
                {
                    terminal.Line($"'headgate mcp-server tools {added["name"]}' shows them.");
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate mcp-server add weather --url https://mcp.example.com/mcp",
            "headgate mcp-server add weather --url https://mcp.example.com/mcp --header Authorization=token.txt",
            "headgate mcp-server add dbt --command /opt/dbt-mcp/bin/dbt-mcp --pass PATH --secret DBT_TOKEN"
        );
    }

    private static async Task<JsonNode> StartedAsync(DataFolder folder, PlatformApi api, JsonObject request, CancellationToken cancellation)
    {
        var added = await OperatorAccess.AskServerAsync(folder, request, cancellation);
        return await api.PostAsync(ForeignServerCommands.Version, $"mcp-servers/{added["id"]}/refresh/", [], cancellation);
    }

    private static async Task<JsonObject> SecretsAsync(string[]? names, Terminal terminal, CancellationToken cancellation)
    {
        var secrets = new JsonObject();
        foreach (var word in names ?? [])
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? word : word[..at];
            var value =
                at < 0 ? await SecretPrompt.AskAsync($"Value of {name}: ", terminal, cancellation)
                : File.Exists(word[(at + 1)..]) ? (await File.ReadAllTextAsync(word[(at + 1)..], cancellation)).Trim()
                : throw new CommandFailure(
                    $"There is no file {word[(at + 1)..]} with the value of {name}. The value itself does not stand on the command line."
                );
            secrets[name] = value is { Length: > 0 } ? value : throw new CommandFailure($"No value was given for {name}.");
        }
        return secrets;
    }

    private static Option<string[]> Many(string name, string says, string help) =>
        new(name)
        {
            Description = says,
            HelpName = help,
            AllowMultipleArgumentsPerToken = false,
        };

    private static JsonArray Array(string[]? values) => new([.. (values ?? []).Select(v => (JsonNode)v)]);
}
