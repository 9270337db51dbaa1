using System.CommandLine;

namespace Headgate.Cli.Terminals;

/// <summary>Asks before something is lost.</summary>
internal static class Confirmation
{
    /// <summary>The option that answers beforehand.</summary>
    public static Option<bool> Option() => new("--yes", "-y") { Description = "Do it without asking." };

    /// <summary>Whether it is to be done.</summary>
    /// <param name="question">What would happen, with a question mark.</param>
    /// <param name="yes">Whether the command line has said so.</param>
    /// <param name="terminal">Where to ask.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="CommandFailure">Nobody can be asked.</exception>
    public static async Task<bool> AskAsync(string question, bool yes, Terminal terminal, CancellationToken cancellation)
    {
        if (yes)
        {
            return true;
        }
        if (Console.IsInputRedirected)
        {
            throw new CommandFailure($"{question} Nobody can be asked here: say --yes where it is meant.");
        }
        terminal.Errors.Write($"{question} [y/N] ");
        var answer = await Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(cancellation);
        if (answer?.Trim().ToLowerInvariant() is "y" or "yes")
        {
            return true;
        }
        terminal.Line("Nothing was done.");
        return false;
    }
}
