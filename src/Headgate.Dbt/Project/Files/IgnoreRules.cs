using System.Text;
using System.Text.RegularExpressions;

namespace Headgate.Dbt.Project.Files;

/// <summary>The patterns of <c>.dbtignore</c>, which are those of <c>.gitignore</c>.</summary>
internal sealed class IgnoreRules
{
    private readonly List<(Regex Pattern, bool Negated)> _rules = [];

    private IgnoreRules(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (Compile(line) is { } rule)
            {
                _rules.Add(rule);
            }
        }
    }

    /// <summary>Reads the rules of a project; none where it has no such file.</summary>
    public static IgnoreRules Read(string projectFolder)
    {
        var path = Path.Combine(projectFolder, ".dbtignore");
        return new IgnoreRules(File.Exists(path) ? File.ReadLines(path) : []);
    }

    /// <summary>Rules from lines of text.</summary>
    public static IgnoreRules From(params string[] lines) => new(lines);

    /// <summary>Whether a path below the project is left out; the last rule that fits decides.</summary>
    /// <param name="path">Path with forward slashes.</param>
    public bool Ignores(string path)
    {
        var ignored = false;
        foreach (var (pattern, negated) in _rules)
        {
            if (ignored == negated && pattern.IsMatch(path))
            {
                ignored = !negated;
            }
        }
        return ignored;
    }

    private static (Regex Pattern, bool Negated)? Compile(string line)
    {
        var text = line.TrimEnd();
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }
        var negated = text[0] == '!';
        if (negated || text[0] == '\\')
        {
            text = text[1..];
        }
        var isFolder = text.EndsWith('/');
        text = text.TrimEnd('/');
        // A slash inside ties the pattern to the root; otherwise it fits at any depth.
        var isRooted = text.Contains('/');
        text = text.TrimStart('/');
        var pattern = new StringBuilder(isRooted ? "^" : "^(?:.*/)?");
        for (var i = 0; i < text.Length; i++)
        {
            pattern.Append(Translate(text, ref i));
        }
        pattern.Append(isFolder ? "/.*$" : "(?:/.*)?$");
        return (new Regex(pattern.ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), negated);
    }

    private static string Translate(string text, ref int i)
    {
        switch (text[i])
        {
            case '*' when i + 1 < text.Length && text[i + 1] == '*':
                i++;
                if (i + 1 < text.Length && text[i + 1] == '/')
                {
                    i++;
                    return "(?:.*/)?";
                }

                return ".*";
            case '*':
                return "[^/]*";
            case '?':
                return "[^/]";
            case '[' when text.IndexOf(']', i + 1) is var end and > 0:
                var set = text[(i + 1)..end];
                i = end;
                return "[" + (set[0] == '!' ? "^" + set[1..] : set).Replace(@"\", @"\\") + "]";
            case var letter:
                return Regex.Escape(letter.ToString());
        }
    }
}
