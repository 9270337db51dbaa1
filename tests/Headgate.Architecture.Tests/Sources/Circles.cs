using System.Text;

namespace Headgate.Architecture.Tests.Sources;

/// <summary>Circles among the folders of a project: each the shortest way from a folder back to itself.</summary>
internal static class Circles
{
    private const int ShownUses = 8;

    /// <summary>A text for each circle, with the uses that make it; empty where there is none. A folder stands in one circle at most.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<FolderUse> uses)
    {
        var edges = uses.ToLookup(use => (use.From, use.To));
        var next = edges.ToLookup(edge => edge.Key.From, edge => edge.Key.To);
        var told = new HashSet<string>();
        var circles = new List<string>();
        foreach (var folder in next.Select(group => group.Key).Order(StringComparer.Ordinal))
        {
            if (told.Contains(folder) || ShortestWayBack(folder, next) is not { } circle)
            {
                continue;
            }
            told.UnionWith(circle);
            circles.Add(Describe(circle, edges));
        }
        return circles;
    }

    private static List<string>? ShortestWayBack(string start, ILookup<string, string> next)
    {
        var cameFrom = new Dictionary<string, string>();
        var waiting = new Queue<string>([start]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var to in next[at].Order(StringComparer.Ordinal).Where(to => cameFrom.TryAdd(to, at)))
            {
                if (to != start)
                {
                    waiting.Enqueue(to);
                    continue;
                }
                var way = new List<string> { start };
                for (var back = at; back != start; back = cameFrom[back])
                {
                    way.Insert(1, back);
                }
                return way;
            }
        }
        return null;
    }

    private static string Describe(List<string> circle, ILookup<(string From, string To), FolderUse> edges)
    {
        var text = new StringBuilder("The folders ")
            .AppendJoin(" -> ", circle.Append(circle[0]).Select(Shown))
            .AppendLine(" form a circle:");
        foreach (var (from, to) in circle.Zip(circle.Skip(1).Append(circle[0])))
        {
            var found = edges[(from, to)].OrderBy(use => use.ToString(), StringComparer.Ordinal).ToList();
            text.AppendLine($"  {Shown(from)} -> {Shown(to)}, {found.Count} uses:");
            foreach (var use in found.Take(ShownUses))
            {
                text.AppendLine($"    {use}");
            }
        }
        return text.ToString();
    }

    private static string Shown(string folder) => folder.Length == 0 ? "(root)" : folder;
}
