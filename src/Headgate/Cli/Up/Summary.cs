using Headgate.Cli.Terminals;

namespace Headgate.Cli.Up;

/// <summary>What a newcomer wants to know when everything runs. It shows secrets, so it goes to a person's terminal and into no file.</summary>
internal static class Summary
{
    /// <summary>Prints it; the last line is the one that scripts wait for.</summary>
    /// <param name="known">What the start has made.</param>
    /// <param name="signIn">The path of a link that opens the console once.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="terminal">Where to print.</param>
    public static void Show(Bootstrap known, string signIn, DataFolder folder, Terminal terminal)
    {
        terminal.Line();
        terminal.Line($"  console       {known.Url}{signIn}");
        terminal.Line(
            terminal.Painted("                (opens it once, within 30 minutes; 'headgate sign-in' makes another link)", Paint.Dim)
        );
        terminal.Line($"  guide         {known.Url}/docs/agents");
        terminal.Line($"  admin token   {known.AdminToken}");
        if (known.AgentKey is not null)
        {
            terminal.Line($"  agent key     {known.AgentKey}");
        }
        terminal.Line($"  in a file     {folder.BootstrapFile}");
        if (known.AgentKey is not null)
        {
            var api = $"{known.Url}/api";
            terminal.Line();
            Try(
                "What the agent may do: read the last run of its job",
                $"curl -H 'Authorization: Bearer {known.AgentKey}' '{api}/v2/accounts/{known.AccountId}/runs/?limit=1&order_by=-id'",
                terminal
            );
            Try(
                "What it may not: list service tokens",
                $"curl -H 'Authorization: Bearer {known.AgentKey}' '{api}/v3/accounts/{known.AccountId}/service-tokens/'",
                terminal
            );
            Try(
                "What the record says about both",
                $"curl -H 'Authorization: Token {known.AdminToken}' '{api}/gate/v1/accounts/{known.AccountId}/records/?limit=5'",
                terminal
            );
        }
        terminal.Line();
        terminal.Line($"Headgate is ready at {known.Url}");
    }

    private static void Try(string what, string command, Terminal terminal)
    {
        terminal.Line(terminal.Painted($"  # {what}", Paint.Dim));
        terminal.Line("  " + command);
    }
}
