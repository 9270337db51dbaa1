using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Accounts;

/// <summary>Shows a new token with its secret, which no one can show again.</summary>
internal static class SecretPrinter
{
    /// <summary>Shows it below a sentence.</summary>
    public static void Show(string sentence, JsonNode issued, Terminal terminal)
    {
        var token = issued["token"]!;
        terminal.Line(sentence);
        terminal.Line();
        terminal.Line($"The token, shown this once:  {terminal.Painted(issued["secret"]!.ToString(), Paint.Bold)}");
        var rights = token["user"] is { } user
            ? $"It has the rights of {user}"
            : $"It has {string.Join(", ", ((JsonArray)token["rights"]!).Select(r => r!.ToString()))}";
        terminal.Line($"{rights}, and is sent as  Authorization: Token {token["hint"]}…");
    }
}
