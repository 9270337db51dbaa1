using System.CommandLine;
using System.Globalization;
using Headgate.Cli.Terminals;
using Headgate.Server;

namespace Headgate.Cli.Up;

/// <summary><c>headgate serve</c>: the server for production.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var config = new Option<string?>("--config")
        {
            Description = "Settings file; headgate.yaml of the working directory where it is left out.",
            HelpName = "FILE",
        };
        var data = new Option<string?>("--data")
        {
            Description = "Folder with the database, artifacts, keys and journal.",
            HelpName = "DIR",
        };
        var port = PortOption.Create();
        var command = new Command("serve", "The server for production: settings from headgate.yaml and from HEADGATE__ variables, no demo.")
        {
            config,
            data,
            port,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var options = new Dictionary<string, string?>();
                if (parsed.GetValue(data) is { } folder)
                {
                    options["data"] = folder;
                }
                if (parsed.GetValue(port) is { } number)
                {
                    options["listen:port"] = number.ToString(CultureInfo.InvariantCulture);
                }
                var (settings, faults) = SettingsFile.Load(parsed.GetValue(config), options);
                if (settings is null)
                {
                    foreach (var fault in faults)
                    {
                        terminal.Error(fault);
                    }
                    return ExitCode.Failed;
                }
                await BoxNotice.ShowAsync(settings, terminal, cancellation);
                await using var server = await RunningServer.StartAsync(settings, cancellation);
                server.MarkReady();
                terminal.Line($"Headgate is ready at {server.Url}");
                await server.WaitAsync(cancellation);
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate serve --config /etc/headgate.yaml",
            """HEADGATE__LISTEN__PORT=8080 HEADGATE__DATABASE__POSTGRES="Host=db;Username=headgate" headgate serve"""
        );
    }
}
