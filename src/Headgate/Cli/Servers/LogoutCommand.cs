using System.CommandLine;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Servers;

/// <summary><c>headgate logout</c>: forgets the tokens that <c>login</c> keeps. They stay good: revoking is the server's.</summary>
internal static class LogoutCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var url = new Option<string?>("--url") { Description = "Only this server; all where it is left out.", HelpName = "URL" };
        var command = new Command("logout", "Removes the tokens that 'headgate login' keeps; they are not revoked.") { url };
        command.SetAction(parsed =>
        {
            var urls = parsed.GetValue(url) is { } one ? [one] : Logins.Read().Select(login => login.Url).ToList();
            foreach (var address in urls)
            {
                terminal.Line(Logins.Remove(address) ? $"Logged out of {address}." : $"You were not logged in to {address}.");
            }
            if (urls.Count == 0)
            {
                terminal.Line("You were logged in nowhere.");
            }
            return ExitCode.Done;
        });
        return command.WithExamples("headgate logout", "headgate logout --url https://headgate.example.com");
    }
}
