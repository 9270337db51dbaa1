using System.Globalization;
using System.IO.Enumeration;

namespace Headgate.Metadata.State;

/// <summary>
/// Chooses nodes as dbt's <c>--select</c> does: names, <c>tag:</c>, <c>source:</c>, <c>path:</c>, <c>package:</c>, <c>resource_type:</c>, <c>group:</c>, <c>access:</c>,
/// <c>config.materialized:</c>, <c>exposure:</c>, <c>metric:</c>, with <c>+</c> and numbers for what is above and below, blanks for "or", commas for "and".
/// </summary>
internal static class NodeSelector
{
    private static readonly Dictionary<string, Func<ViewNode, string, bool>> Methods = new(StringComparer.Ordinal)
    {
        ["tag"] = (n, v) => n.Outline.Tags.Any(tag => Matches(v, tag)),
        ["source"] = (n, v) =>
            n.Kind == "Source" && (Matches(v, n.Outline.SourceName) || Matches(v, $"{n.Outline.SourceName}.{n.Outline.Name}")),
        ["path"] = (n, v) =>
            Matches(v, n.Outline.FilePath) || n.Outline.FilePath.StartsWith(v.TrimEnd('/') + "/", StringComparison.Ordinal),
        ["package"] = (n, v) => Matches(v, n.Outline.Package),
        ["resource_type"] = (n, v) => n.Outline.ResourceType == v,
        ["group"] = (n, v) => Matches(v, n.Outline.Group),
        ["access"] = (n, v) => Matches(v, n.Outline.Access),
        ["config.materialized"] = (n, v) => Matches(v, n.Outline.Materialized),
        ["exposure"] = (n, v) => n.Kind == "Exposure" && Matches(v, n.Outline.Name),
        ["metric"] = (n, v) => n.Kind == "Metric" && Matches(v, n.Outline.Name),
        ["semantic_model"] = (n, v) => n.Kind == "SemanticModel" && Matches(v, n.Outline.Name),
        ["fqn"] = (n, v) => IsNamed(n, v),
    };

    /// <summary>The ids that a selector chooses, and those of them that it names itself; a message where it cannot be read.</summary>
    public static (HashSet<string> Chosen, HashSet<string> Named, string? Fault) Choose(StateGraph graph, string selector)
    {
        var (chosen, named) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var union in selector.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            HashSet<string>? all = null;
            var ofAll = new HashSet<string>(StringComparer.Ordinal);
            foreach (var word in union.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Word(graph, word) is not { } part)
                {
                    return ([], [], $"The selector \"{word}\" is not understood. Methods: {string.Join(", ", Methods.Keys)}.");
                }
                ofAll.UnionWith(part.Named);
                if (all is null)
                {
                    all = part.Chosen;
                }
                else
                {
                    all.IntersectWith(part.Chosen);
                }
            }
            chosen.UnionWith(all ?? []);
            named.UnionWith(ofAll);
        }
        named.IntersectWith(chosen);
        return (chosen, named, null);
    }

    private static (HashSet<string> Chosen, HashSet<string> Named)? Word(StateGraph graph, string word)
    {
        var (up, down) = (0, 0);
        if (word.IndexOf('+') is >= 0 and var before && (before == 0 || word[..before].All(char.IsAsciiDigit)))
        {
            up = before == 0 ? int.MaxValue : Number(word[..before]);
            word = word[(before + 1)..];
        }
        if (word.LastIndexOf('+') is > 0 and var after && word[(after + 1)..].All(char.IsAsciiDigit))
        {
            down = after + 1 == word.Length ? int.MaxValue : Number(word[(after + 1)..]);
            word = word[..after];
        }
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var (method, value) = colon < 0 ? (word.Contains('/') ? "path" : "fqn", word) : (word[..colon], word[(colon + 1)..]);
        if (value.Length == 0 || !Methods.TryGetValue(method, out var test))
        {
            return null;
        }
        var named = graph.ById.Values.Where(n => test(n, value)).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var chosen = new HashSet<string>(named, StringComparer.Ordinal);
        Walk(named, up, id => graph.Known(id)?.Outline.Parents ?? [], chosen);
        Walk(named, down, id => graph.Children(id).Select(n => n.Id), chosen);
        return (chosen, named);
    }

    /// <summary>Adds what lies at most some steps away.</summary>
    internal static void Walk(IEnumerable<string> from, int steps, Func<string, IEnumerable<string>> next, HashSet<string> into)
    {
        var (seen, edge) = (new HashSet<string>(from, StringComparer.Ordinal), from.ToList());
        for (var step = 0; step < steps && edge.Count > 0; step++)
        {
            edge = [.. edge.SelectMany(next).Where(seen.Add)];
            into.UnionWith(edge);
        }
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue;

    private static bool IsNamed(ViewNode node, string value) =>
        Matches(value, node.Outline.Name)
        || Matches(value, node.Id)
        || Matches(value, string.Join('.', node.Outline.Fqn))
        || (node.Outline.Fqn.Count > 1 && (Begins(node.Outline.Fqn, value) || Begins(node.Outline.Fqn.Skip(1), value)));

    private static bool Begins(IEnumerable<string> fqn, string value) =>
        (string.Join('.', fqn) + ".").StartsWith(value.TrimEnd('.') + ".", StringComparison.Ordinal);

    private static bool Matches(string pattern, string? text) =>
        text is not null
        && (
            pattern.AsSpan().IndexOfAny('*', '?') < 0
                ? text == pattern
                : FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false)
        );
}
