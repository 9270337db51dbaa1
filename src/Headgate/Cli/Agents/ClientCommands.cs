using System.CommandLine;
using System.Globalization;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent client</c>: programs that people let act as agents.</summary>
internal static class ClientCommands
{
    private const string Version = "gate/v1";
    private const string Path = "clients/";

    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("client", "Programs, such as MCP clients, that people let act as agents.")
        {
            List(terminal),
            End(terminal),
        }.WithExamples("headgate agent client list", "headgate agent client end 4");

    private static Command List(Terminal terminal)
    {
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows which program acts as which agent, and who let it.") { json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                JsonTable.Print(
                    await api.ListAsync(Version, Path, cancellation),
                    parsed.GetValue(json),
                    "No program acts as an agent. Give an MCP client the address of this server's MCP door, and it asks.",
                    terminal,
                    ("CLIENT", "id"),
                    ("NAME", "client_name"),
                    ("AGENT", "agent"),
                    ("FOR", "for"),
                    ("LAST USED", "last_used")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate agent client list", "headgate agent client list --json");
    }

    private static Command End(Terminal terminal)
    {
        var id = new Argument<long>("CLIENT") { Description = "Its number, as 'headgate agent client list' shows it." };
        var server = new ServerOption();
        var command = new Command("end", "Ends a program's connection: its tokens are refused at once.") { id };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var client = parsed.GetValue(id);
                await api.DeleteAsync(Version, string.Create(CultureInfo.InvariantCulture, $"{Path}{client}/"), cancellation);
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Client {client} acts as no agent any more."));
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate agent client end 4");
    }
}
