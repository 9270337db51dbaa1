using Headgate.Cli.Terminals;

namespace Headgate.Cli.Up;

/// <summary>Makes the account of a fresh data folder.</summary>
internal static class FirstStart
{
    /// <summary>The account's facts: of an earlier start, or of an account that is made now with its first user and admin token.</summary>
    public static Task<Bootstrap> EnsureAccountAsync(
        RunningServer server,
        DataFolder folder,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (Bootstrap.Read(folder) is { } known)
        {
            var current = known with { Url = server.Url };
            if (current != known)
            {
                current.Write(folder);
            }
            return Task.FromResult(current);
        }
        throw new CommandFailure("This build cannot make an account yet.");
    }
}
