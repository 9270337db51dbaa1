using System.Collections.Frozen;

namespace Headgate.Wire;

/// <summary>
/// The routes of all operations as a tree of segments. Literals are compared by case, numbers are positive 64-bit integers without leading zeros, empty segments
/// lead nowhere, one closing slash more or less does not matter.
/// </summary>
internal sealed class RouteTable
{
    private readonly RouteNode _root;

    public RouteTable(IEnumerable<OperationEntry> operations) => _root = Build([.. operations.Select(Parse)], 0);

    public RouteResult Find(string path)
    {
        Span<Range> segments = stackalloc Range[16];
        var text = path.AsSpan(1);
        if (text.EndsWith("/"))
        {
            text = text[..^1];
        }
        var count = text.Split(segments, '/');
        var values = new List<string>(4);
        var node = _root;
        var badNumber = false;
        for (var i = 0; i < count; i++)
        {
            var segment = text[segments[i]];
            if (segment.IsEmpty)
            {
                return RouteResult.None(badNumber);
            }
            if (node.Literals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out var literal))
            {
                node = literal;
            }
            else if (node.Number is { } number && LooksNumeric(segment))
            {
                badNumber |= !IsId(segment);
                values.Add(segment.ToString());
                node = number;
            }
            else if (node.Text is { } textNode)
            {
                values.Add(segment.ToString());
                node = textNode;
            }
            else if (node.Rest is { } rest)
            {
                var tail = path.AsSpan(1)[segments[i].Start..];
                if (tail.Contains("//", StringComparison.Ordinal))
                {
                    return RouteResult.None(badNumber);
                }
                values.Add(tail.ToString());
                node = rest;
                break;
            }
            else
            {
                return RouteResult.None(badNumber: false);
            }
        }
        return badNumber || node.Ends.Count == 0 ? RouteResult.None(badNumber) : new RouteResult(node.Ends, [.. values], false);
    }

    private static bool LooksNumeric(ReadOnlySpan<char> segment) =>
        (segment[0] == '-' && segment.Length > 1) || char.IsAsciiDigit(segment[0]);

    private static bool IsId(ReadOnlySpan<char> segment) =>
        segment.IndexOfAnyExceptInRange('0', '9') < 0 && (segment.Length == 1 || segment[0] != '0') && long.TryParse(segment, out _);

    private static (string[] Segments, RouteEnd End) Parse(OperationEntry entry)
    {
        var segments = entry.Spec.Route.Trim('/').Split('/');
        return (segments, new RouteEnd(entry, [.. segments.Where(s => s[0] == '{').Select(Name)]));
    }

    private static string Name(string segment) => segment.Trim('{', '}').Split(':')[0].TrimEnd('*');

    private static RouteNode Build(List<(string[] Segments, RouteEnd End)> routes, int depth)
    {
        var further = routes.Where(r => r.Segments.Length > depth).GroupBy(r => Kind(r.Segments[depth]), StringComparer.Ordinal).ToList();
        return new RouteNode
        {
            Ends = [.. routes.Where(r => r.Segments.Length == depth).Select(r => r.End)],
            Literals = further
                .Where(g => g.Key[0] != '{')
                .ToFrozenDictionary(g => g.Key, g => Build([.. g], depth + 1), StringComparer.Ordinal),
            Number = Child("{:long}"),
            Text = Child("{}"),
            Rest = Child("{*}"),
        };

        RouteNode? Child(string kind) =>
            further.Find(g => string.Equals(g.Key, kind, StringComparison.Ordinal)) is { } group ? Build([.. group], depth + 1) : null;
    }

    private static string Kind(string segment) =>
        segment[0] != '{' ? segment
        : segment.EndsWith(":long}", StringComparison.Ordinal) ? "{:long}"
        : segment.EndsWith("*}", StringComparison.Ordinal) ? "{*}"
        : "{}";
}
