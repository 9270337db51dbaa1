using System.Collections.Concurrent;

namespace Headgate.Jinja.Syntax;

/// <summary>One instance for each name of a variable, attribute or keyword that occurs often, so that comparisons are quick.</summary>
internal static class Names
{
    private const int MaxKept = 20_000;

    private static readonly ConcurrentDictionary<string, string> Kept = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Kept.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    public static string Intern(ReadOnlySpan<char> name)
    {
        if (Lookup.TryGetValue(name, out var known))
        {
            return known;
        }
        var text = name.ToString();
        return Kept.Count < MaxKept ? Kept.GetOrAdd(text, text) : text;
    }
}
