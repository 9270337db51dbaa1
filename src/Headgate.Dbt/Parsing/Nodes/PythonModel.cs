using System.Globalization;
using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Finds what a Python model asks for by its calls of <c>dbt.ref</c>, <c>dbt.source</c> and <c>dbt.config</c> with constant arguments.</summary>
internal static partial class PythonModel
{
    public static void Capture(ManifestNode node, ParseCapture capture)
    {
        foreach (Match call in Call().Matches(node.RawCode))
        {
            var texts = Text().Matches(call.Groups["arguments"].Value).Select(text => text.Groups[2].Value).ToList();
            switch (call.Groups["name"].Value)
            {
                case "ref" when texts.Count > 0:
                    capture.AddRef(new RefArgs { Name = texts[^1], Package = texts.Count > 1 ? texts[0] : null });
                    break;
                case "source" when texts.Count == 2:
                    capture.AddSource(texts[0], texts[1]);
                    break;
                case "config":
                    capture.AddConfig(Keywords(call.Groups["arguments"].Value));
                    break;
            }
        }

        capture.Config.TryAdd("materialized", "table");
    }

    private static OrderedDictionary<string, object?> Keywords(string arguments)
    {
        var keywords = new OrderedDictionary<string, object?>();
        foreach (Match keyword in Keyword().Matches(arguments))
        {
            keywords[keyword.Groups["name"].Value] = Constant(keyword.Groups["value"].Value);
        }
        return keywords;
    }

    private static object? Constant(string value) =>
        value switch
        {
            "True" => true,
            "False" => false,
            "None" => null,
            _ when value[0] is '\'' or '"' => value[1..^1],
            _ when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when value[0] == '[' => Text().Matches(value).Select(text => (object?)text.Groups[2].Value).ToList(),
            _ => value,
        };

    [GeneratedRegex(@"\bdbt\.(?<name>ref|source|config)\s*\((?<arguments>[^()]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Call();

    [GeneratedRegex("""(['"])((?:(?!\1).)*)\1""", RegexOptions.None, 1000)]
    private static partial Regex Text();

    [GeneratedRegex("""(?<name>\w+)\s*=\s*(?<value>\[[^\]]*\]|'[^']*'|"[^"]*"|[\w.+-]+)""", RegexOptions.None, 1000)]
    private static partial Regex Keyword();
}
