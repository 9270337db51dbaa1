using System.CommandLine;
using System.Globalization;
using Headgate.Cli.Terminals;
using Headgate.Platform.Runs.Box;

namespace Headgate.Cli.Up;

/// <summary><c>headgate serve</c>: the server for production.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var config = new ConfigOption();
        var port = PortOption.Create();
        var command = new Command("serve", "The server for production: settings from headgate.yaml and from HEADGATE__ variables, no demo.")
        {
            port,
        };
        config.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var number = parsed.GetValue(port)?.ToString(CultureInfo.InvariantCulture);
                var (settings, faults) = config.Read(parsed, ("listen:port", number));
                if (settings is null)
                {
                    foreach (var fault in faults)
                    {
                        terminal.Error(fault);
                    }
                    return ExitCode.Failed;
                }
                // Found out by starting a program: meanwhile the server starts.
                var box = Task.Run(() => IsolationProbe.FindAsync(settings.Box, cancellation), cancellation);
                await using var server = await RunningServer.StartAsync(settings, cancellation);
                BoxNotice.Show(await box, terminal);
                server.MarkReady();
                await AccessNotice.ShowAsync(server, config.Repeated(parsed), terminal, cancellation);
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
