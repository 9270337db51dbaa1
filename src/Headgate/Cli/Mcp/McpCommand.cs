using System.Collections;
using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;
using Headgate.Mcp.Local;
using Headgate.Platform.Runs.Box;

namespace Headgate.Cli.Mcp;

/// <summary><c>headgate mcp</c>: the local MCP server on standard input and output, and configurations of clients that start it.</summary>
internal static class McpCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var project = new Option<string?>("--project-dir")
        {
            Description = "Folder of the dbt project. Else DBT_PROJECT_DIR, else the working directory.",
            HelpName = "DIR",
        };
        var config = new Option<string?>("--print-config")
        {
            Description = $"Print what a client's configuration needs, and end: {string.Join(", ", ClientConfigs.Names)}.",
            HelpName = "CLIENT",
        };
        config.AcceptOnlyFromAmong([.. ClientConfigs.Names]);
        var url = new Option<string?>("--url")
        {
            Description = "With --print-config: for the remote server at this address, instead of the local one.",
            HelpName = "URL",
        };
        var command = new Command("mcp", "The local MCP server on standard input and output: dbt's commands as tools for AI agents.")
        {
            project,
            config,
            url,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(url) is not { } address)
            {
                return;
            }
            if (!ServerOption.IsAddress(address))
            {
                result.AddError($"--url must be an address that starts with http:// or https://, not \"{address}\".");
            }
            else if (result.GetValue(config) is null)
            {
                result.AddError("--url goes with --print-config; the local server's gate is named by HEADGATE_URL.");
            }
        });
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var folder = parsed.GetValue(project);
                if (parsed.GetValue(config) is { } client)
                {
                    Print(client, folder, parsed.GetValue(url), terminal);
                    return ExitCode.Done;
                }
                await ServeAsync(folder, terminal, cancellation);
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate mcp --project-dir samples/orchard-shop        # an MCP client starts it so",
            "headgate mcp --print-config cursor --project-dir .     # what goes into the client's configuration",
            "headgate mcp --print-config claude-code --url https://headgate.example.com",
            "HEADGATE_URL=https://headgate.example.com HEADGATE_TOKEN=hga_… headgate mcp   # each command passes the gate"
        );
    }

    private static async Task ServeAsync(string? folder, Terminal terminal, CancellationToken cancellation)
    {
        // Whatever writes to the console from here on would end up between the messages of the protocol.
        Console.SetOut(Console.Error);
        try
        {
            await LocalServer.RunAsync(
                new LocalServerSettings
                {
                    Variables = Environment
                        .GetEnvironmentVariables()
                        .Cast<DictionaryEntry>()
                        .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal),
                    WorkingDirectory = Environment.CurrentDirectory,
                    ProjectFolder = folder,
                    EmbeddedDbt = [Environment.ProcessPath!, DbtCommand.Name],
                    Version = HeadgateCommandLine.Version,
                    IsInside = (path, place) => FolderRules.IsInside(FolderRules.Real(path), FolderRules.Real(place)),
                },
                terminal.Error,
                cancellation
            );
        }
        catch (LocalSetupException fault)
        {
            throw new CommandFailure(fault.Message, fault);
        }
    }

    private static void Print(string client, string? folder, string? url, Terminal terminal)
    {
        var config = ClientConfigs.Find(client);
        var gate = Environment.GetEnvironmentVariable("HEADGATE_URL") is { Length: > 0 } named ? named : null;
        terminal.Line(
            (
                url is null
                    ? config.Local(Environment.ProcessPath!, Path.GetFullPath(folder ?? Environment.CurrentDirectory), gate)
                    : config.Remote(url.TrimEnd('/') + "/api/ai/v1/mcp/")
            ).ToJsonString(JsonOption.Format)
        );
        terminal.Error(config.Place);
    }
}
