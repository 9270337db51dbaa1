using Headgate.Cli.Terminals;
using Headgate.Platform.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Up;

/// <summary>Makes the account of a fresh data folder.</summary>
internal static class FirstStart
{
    /// <summary>The account's facts: of an earlier start, or of an account that is made now with its first user and admin token.</summary>
    public static async Task<Bootstrap> EnsureAccountAsync(
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
            return current;
        }
        var first = server.Services.GetRequiredService<FirstAccount>();
        var account = await first.FindAsync(cancellation);
        if (account is null)
        {
            terminal.Line($"First start in {folder.Root}");
            account = await first.CreateAsync(DemoNames.Account, DemoNames.OwnerEmail, cancellation);
            DemoAccount.Made(terminal, "account", $"{DemoNames.Account}, with the user {DemoNames.OwnerEmail}");
        }
        else
        {
            terminal.Line($"{folder.BootstrapFile} is missing: a new admin token is made for account {account}.");
        }
        var secret = await first.AddAdminTokenAsync(account.Value, "Made by headgate up", cancellation);
        DemoAccount.Made(terminal, "token", "a service token with the permission set Account Admin");
        var made = new Bootstrap
        {
            Url = server.Url,
            AccountId = account.Value,
            AdminToken = secret.Reveal(),
        };
        made.Write(folder);
        return made;
    }
}
