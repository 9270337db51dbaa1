using System.Text.RegularExpressions;

namespace Headgate.Dbt.Console;

/// <summary>The colours of dbt's console, as codes that a sink without colours takes out again.</summary>
internal static partial class Paint
{
    /// <summary>What went well.</summary>
    public static string Green(string text) => "\u001b[32m" + text + "\u001b[0m";

    /// <summary>What needs a look.</summary>
    public static string Yellow(string text) => "\u001b[33m" + text + "\u001b[0m";

    /// <summary>What went wrong.</summary>
    public static string Red(string text) => "\u001b[31m" + text + "\u001b[0m";

    /// <summary>The text without colours.</summary>
    public static string Remove(string text) => text.Contains('\u001b') ? Codes().Replace(text, "") : text;

    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.NonBacktracking)]
    private static partial Regex Codes();
}
