using System.Text;
using System.Text.RegularExpressions;

namespace Headgate.Dbt.CommandLine;

/// <summary>
/// Reads the text of a <c>.env</c> file as python-dotenv does: <c>NAME=value</c>, <c>export</c> before it, single and double quotes that may
/// span lines, comments, and <c>${NAME}</c> or <c>${NAME:-otherwise}</c> in values. Lines that are none of this are passed over.
/// </summary>
internal static partial class DotEnvText
{
    /// <summary>The variables in the order of the file; of several with one name the last counts.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="environment">What <c>${NAME}</c> finds before the file's own variables.</param>
    public static OrderedDictionary<string, string> Read(string text, IReadOnlyDictionary<string, string> environment)
    {
        var read = new OrderedDictionary<string, string>();
        text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        var at = 0;
        while (at < text.Length)
        {
            var match = Line().Match(text, at);
            if (!match.Success)
            {
                at = text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;
                continue;
            }
            at = match.Index + match.Length;
            if (ValueOf(match) is { } value)
            {
                read[match.Groups["name"].Value.Trim('\'')] = Expand(value, read, environment);
            }
        }
        return read;
    }

    private static string? ValueOf(Match line) =>
        line.Groups["single"] is { Success: true } single ? Unescape(single.Value, "\\'")
        : line.Groups["double"] is { Success: true } quoted ? Unescape(quoted.Value, "\\'\"abfnrtv")
        : line.Groups["plain"] is { Success: true } plain ? Comment().Replace(plain.Value, "").Trim()
        : null;

    private static string Unescape(string text, string known)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length || !known.Contains(text[i + 1], StringComparison.Ordinal))
            {
                plain.Append(text[i]);
                continue;
            }
            i++;
            plain.Append(
                text[i] switch
                {
                    'a' => '\a',
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'v' => '\v',
                    var other => other,
                }
            );
        }
        return plain.ToString();
    }

    private static string Expand(string value, OrderedDictionary<string, string> read, IReadOnlyDictionary<string, string> environment) =>
        Variable()
            .Replace(
                value,
                found =>
                {
                    var name = found.Groups["name"].Value;
                    return environment.GetValueOrDefault(name) ?? read.GetValueOrDefault(name) ?? found.Groups["otherwise"].Value;
                }
            );

    [GeneratedRegex(
        """
            \G[^\S\n]*(?:export[^\S\n]+)?(?<name>'[^'\n]+'|[^=\#\s]+)[^\S\n]*(?:=[^\S\n]*(?:'(?<single>(?:\\.|[^'\\])*)'|"(?<double>(?:\\.|[^"\\])*)"|(?<plain>[^\n]*)))?[^\S\n]*(?:\#[^\n]*)?(?:\n|\z)
            """,
        RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Line();

    [GeneratedRegex(@"(^|\s+)#.*", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$\{(?<name>[^}:]*)(?::-(?<otherwise>[^}]*))?\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
