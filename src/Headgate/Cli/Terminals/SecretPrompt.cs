using System.Text;

namespace Headgate.Cli.Terminals;

/// <summary>Asks for a secret on the terminal, without showing it; where no person types, it is the first line of standard input.</summary>
internal static class SecretPrompt
{
    private const int Longest = 64 * 1024;

    /// <summary>The secret, or null where none was given.</summary>
    public static async Task<string?> AskAsync(string question, Terminal terminal, CancellationToken cancellation)
    {
        if (Console.IsInputRedirected)
        {
            return Clean(await Console.In.ReadLineAsync(cancellation));
        }
        // The first look at the keyboard takes the terminal's echo away: before the question stands there, as whoever pastes or a script answers at once.
        _ = Console.KeyAvailable;
        terminal.Errors.Write(question);
        try
        {
            // A read of a key cannot be cancelled; it ends with the process.
            return Clean(await Task.Run(Typed, CancellationToken.None).WaitAsync(cancellation));
        }
        finally
        {
            terminal.Errors.WriteLine();
        }
    }

    private static string Typed()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (key.KeyChar >= ' ' && typed.Length < Longest)
            {
                typed.Append(key.KeyChar);
            }
        }
        return typed.ToString();
    }

    private static string? Clean(string? text) => text?.Trim() is { Length: > 0 } secret ? secret : null;
}
