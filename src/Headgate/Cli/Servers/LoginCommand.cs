using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;
using Headgate.Cli.Up;

namespace Headgate.Cli.Servers;

/// <summary><c>headgate login</c>: keeps a token of a server for the commands that speak to it.</summary>
internal static class LoginCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var url = new Option<string?>("--url")
        {
            Description = "Address of the server; HEADGATE_URL, or the data folder's server, where it is left out.",
            HelpName = "URL",
        };
        url.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !ServerOption.IsAddress(text))
            {
                result.AddError($"--url must be an address that starts with http:// or https://, not \"{text}\".");
            }
        });
        var (json, data) = (JsonOption.Create(), DataOption.Create());
        var command = new Command("login", "Asks for a token of a server, tests it, and keeps it for this user's commands.")
        {
            url,
            json,
            data,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var address = (parsed.GetValue(url) ?? NamedOrOwn(new DataFolder(parsed.GetRequiredValue(data)))).TrimEnd('/');
                var token =
                    await SecretPrompt.AskAsync($"Token for {address}: ", terminal, cancellation)
                    ?? throw new CommandFailure("No token was given.");
                var account = await PlatformApi.AccountOfAsync(address, token, cancellation);
                Logins.Put(new Login(address, account, token));
                if (parsed.GetValue(json))
                {
                    terminal.Line(
                        new JsonObject
                        {
                            ["url"] = address,
                            ["account_id"] = account,
                            ["file"] = Logins.File,
                        }.ToJsonString(JsonOption.Format)
                    );
                }
                else
                {
                    terminal.Line(
                        $"Logged in to {address}, account {account}. The token is in {Logins.File}; 'headgate logout' removes it."
                    );
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate login --url https://headgate.example.com",
            "headgate login --url https://headgate.example.com < token.txt"
        );
    }

    private static string NamedOrOwn(DataFolder folder) =>
        Environment.GetEnvironmentVariable("HEADGATE_URL") is { Length: > 0 } named ? named
        : ServerState.Living(folder) is { Url: { } own } ? own
        : throw new CommandFailure("Name the server with --url, such as https://headgate.example.com.");
}
