using System.CommandLine;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Up;

/// <summary><c>headgate down</c>: stops the server of a data folder.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var data = DataOption.Create();
        var command = new Command("down", "Stops the server of a data folder. Runs in progress are ended and recovered at the next start.")
        {
            data,
        };
        command.SetAction((parsed, cancellation) => StopAsync(new DataFolder(parsed.GetRequiredValue(data)), terminal, cancellation));
        return command.WithExamples("headgate down --data /tmp/try");
    }

    private static async Task<int> StopAsync(DataFolder folder, Terminal terminal, CancellationToken cancellation)
    {
        if (ServerState.Living(folder) is not { } state)
        {
            terminal.Line($"No server uses {folder.Root}.");
            return ExitCode.Done;
        }
        await ProcessFacts.SignalAsync(state.ProcessId, "TERM", cancellation);
        var clock = TimeProvider.System;
        for (var started = clock.GetTimestamp(); clock.GetElapsedTime(started) < Patience; )
        {
            if (ProcessFacts.StartTicks(state.ProcessId) != state.StartTicks)
            {
                terminal.Line($"Headgate has stopped (process {state.ProcessId}).");
                return ExitCode.Done;
            }
            terminal.Status($"Waiting for process {state.ProcessId} to end");
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellation);
        }
        await ProcessFacts.SignalAsync(state.ProcessId, "KILL", cancellation);
        terminal.Status("");
        terminal.Line(
            $"Process {state.ProcessId} did not end within {Patience.TotalSeconds:0} seconds and was killed; runs in progress are recovered at the next start."
        );
        return ExitCode.Done;
    }
}
