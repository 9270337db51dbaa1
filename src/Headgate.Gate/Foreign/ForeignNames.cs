using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Headgate.Gate.Foreign;

/// <summary>
/// Names of foreign tools: <c>server__tool</c>, in characters that every client takes. No tool of our own has two underscores in a row, and no server's name has or ends
/// in one that would make two, so that a name says which server it is of.
/// </summary>
public static partial class ForeignNames
{
    /// <summary>Characters of a name at most: what clients of models take.</summary>
    public const int Longest = 64;

    /// <summary>Characters of a server's name at most.</summary>
    public const int LongestServer = 20;

    /// <summary>What stands between a server's name and its tool's.</summary>
    public const string Between = "__";

    private const int DigestLength = 8;

    /// <summary>Whether a text is a name of a server: small letters and digits, in words with single underscores between them.</summary>
    public static bool IsServer(string name) => name.Length <= LongestServer && ServerName().IsMatch(name);

    /// <summary>Whether a text is a name that a tool may have on its own server (MCP 2026-07-28, "Tool Names", and the slash of older ones).</summary>
    public static bool IsTool(string name) => ToolName().IsMatch(name);

    /// <summary>The name of a tool here. Two tools can come to one: <see cref="Folded"/> tells.</summary>
    public static string Of(string server, string tool)
    {
        var name = server + Between + tool.Replace('.', '_').Replace('/', '_');
        if (name.Length <= Longest)
        {
            return name;
        }
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tool)))[..DigestLength];
        return $"{name[..(Longest - DigestLength - 1)]}_{digest}";
    }

    /// <summary>What of a name tells it from others, for programs that do not tell capitals, or dashes from underscores.</summary>
    public static string Folded(string name) => name.ToLowerInvariant().Replace('-', '_');

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*\\z", RegexOptions.NonBacktracking)]
    private static partial Regex ServerName();

    [GeneratedRegex("^[A-Za-z0-9_./-]{1,128}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex ToolName();
}
