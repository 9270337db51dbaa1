using System.CommandLine;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Upstreams;

/// <summary>
/// Where a token comes from: a file, the terminal, or standard input. Never an argument: arguments of processes can be read by everyone on the machine, and stay in the shell's
/// history.
/// </summary>
internal static class TokenOption
{
    /// <summary>The option that names a file.</summary>
    public static Option<string?> Create() =>
        new("--token-file")
        {
            Description = "File that holds the token; without it, the token is asked for, or is the first line of standard input.",
            HelpName = "FILE",
        };

    /// <summary>The token.</summary>
    /// <exception cref="CommandFailure">None was given.</exception>
    public static async Task<string> ReadAsync(string? file, string question, Terminal terminal, CancellationToken cancellation)
    {
        if (file is null)
        {
            return await SecretPrompt.AskAsync(question, terminal, cancellation) ?? throw new CommandFailure("No token was given.");
        }
        try
        {
            return (await File.ReadAllTextAsync(file, cancellation)).Trim() is { Length: > 0 } token
                ? token
                : throw new CommandFailure($"The file {file} is empty; it should hold the token.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"The file {file} cannot be read: {e.Message}", e);
        }
    }
}
