namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Reads the arguments of a call as they are written in a template.</summary>
internal static class CallText
{
    /// <summary>The keywords of a call with the text of their values; a text in quotes stands without them.</summary>
    /// <param name="template">The template, its lines ended by one character.</param>
    /// <param name="bracket">Where the bracket of the call opens.</param>
    public static OrderedDictionary<string, object?> Keywords(string template, int bracket)
    {
        var keywords = new OrderedDictionary<string, object?>();
        foreach (var argument in Arguments(template, bracket))
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && argument[..equals].Trim() is var name && name.All(c => char.IsLetterOrDigit(c) || c == '_'))
            {
                keywords[name] = Plain(argument[(equals + 1)..].Trim());
            }
        }
        return keywords;
    }

    private static List<string> Arguments(string template, int bracket)
    {
        var arguments = new List<string>();
        var (depth, start) = (0, bracket + 1);
        for (var at = bracket; at < template.Length; at++)
        {
            switch (template[at])
            {
                case '\'' or '"':
                    at = EndOfText(template, at);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}' when --depth == 0:
                    arguments.Add(template[start..at]);
                    return arguments;
                case ',' when depth == 1:
                    arguments.Add(template[start..at]);
                    start = at + 1;
                    break;
            }
        }
        return arguments;
    }

    private static int EndOfText(string template, int start)
    {
        var at = start + 1;
        while (at < template.Length && template[at] != template[start])
        {
            at += template[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private static string Plain(string value) =>
        value.Length > 1 && value[0] is '\'' or '"' && EndOfText(value, 0) == value.Length - 1 ? value[1..^1] : value;
}
