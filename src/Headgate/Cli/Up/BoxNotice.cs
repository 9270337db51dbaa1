using Headgate.Cli.Terminals;
using Headgate.Platform.Runs.Box;
using Headgate.Server;

namespace Headgate.Cli.Up;

/// <summary>What a start says about the box around runs, wherever it is not the strongest.</summary>
internal static class BoxNotice
{
    /// <summary>Says it for a production server: without a box, and without the operator's word, runs are refused.</summary>
    public static void Show(IsolationState state, Terminal terminal)
    {
        if (Line(state) is { } line)
        {
            terminal.Error(line);
        }
    }

    /// <summary>
    /// The settings for a laptop: where no box can be had and the operator wrote nothing, runs are executed without one, since the projects are the
    /// person's own; that is said at every start.
    /// </summary>
    public static async Task<ServerSettings> ForLaptopAsync(ServerSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        var state = await IsolationProbe.FindAsync(settings.Box, cancellation);
        if (state.Kind == BoxKind.Missing && settings.Box.Isolation == Isolation.Automatic)
        {
            terminal.Line(
                terminal.Painted("Runs are not boxed by the operating system here", Paint.Yellow)
                    + $": {state.Reason}. Only the engine's own box holds, so run projects that you trust."
            );
            return settings with { Box = settings.Box with { Isolation = Isolation.None } };
        }
        if (Line(state) is { } line)
        {
            terminal.Line(terminal.Painted(line, Paint.Yellow));
        }
        return settings;
    }

    private static string? Line(IsolationState state) =>
        state.Kind switch
        {
            BoxKind.Namespace => null,
            BoxKind.User =>
                $"Runs are kept apart by users only: {state.Reason}. They have this machine's network; 'headgate doctor' tells more.",
            BoxKind.None => $"Runs are not boxed: {state.Reason}.",
            _ =>
                $"Runs will not be executed: {state.Reason}. Mend that, or write 'runs.isolation: none' to run projects that you trust without a box.",
        };
}
