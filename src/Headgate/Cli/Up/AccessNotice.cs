using Headgate.Cli.Terminals;
using Headgate.Platform.Accounts;
using Headgate.Platform.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Up;

/// <summary>What a start says where nobody could call the server, with the command that mends it.</summary>
internal static class AccessNotice
{
    /// <summary>Says it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="options">Options that the command needs to find the same installation.</param>
    /// <param name="terminal">Where to say it.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public static async Task ShowAsync(RunningServer server, string options, Terminal terminal, CancellationToken cancellation)
    {
        var accounts = await server.Services.GetRequiredService<OperatorAccounts>().ListAsync(cancellation);
        if (accounts.Count == 0)
        {
            terminal.Error(
                $"There is no account yet, so nobody can call this server: 'headgate account add NAME{options}' makes one with its first token, also while the server runs."
            );
        }
        else if (accounts.All(account => account.Tokens == 0))
        {
            terminal.Error(
                $"No token is in force, so nobody but agents can call this server: 'headgate token add NAME --set account_admin{options}' makes one, also while the server runs."
            );
        }
        else if (await server.Services.GetRequiredService<SignInLinks>().IsFreshAsync(cancellation))
        {
            terminal.Error($"Nobody has signed in to the console yet: 'headgate sign-in{options}' prints a link that opens it once.");
        }
    }
}
