using System.Text.RegularExpressions;

namespace Headgate.Cli.Terminals;

/// <summary>Colour codes inside text that came from elsewhere.</summary>
internal static partial class AnsiCodes
{
    /// <summary>The text without its codes, and without control characters that could steer a terminal.</summary>
    public static string Strip(string text) => Control().Replace(Sequence().Replace(text, ""), "");

    [GeneratedRegex(@"\x1B\[[0-9;?]*[ -/]*[@-~]", RegexOptions.NonBacktracking)]
    private static partial Regex Sequence();

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\x7F\u0080-\u009F]", RegexOptions.NonBacktracking)]
    private static partial Regex Control();
}
