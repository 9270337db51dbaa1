using System.Text.Json;
using Headgate.Gate.Journal.Text;

namespace Headgate.Gate.Foreign;

/// <summary>What of a tool's definition differs from the one that a person has looked at.</summary>
internal static class ForeignChanges
{
    private const int Most = 50;
    private const int LongestValue = 2000;

    /// <summary>The differences, at most so many that a person can read them.</summary>
    public static IReadOnlyList<ForeignChange> Of(string? before, string after)
    {
        if (before is null || string.Equals(before, after, StringComparison.Ordinal))
        {
            return [];
        }
        var found = new List<ForeignChange>();
        Compare("", JsonElement.Parse(before), JsonElement.Parse(after), found);
        return [.. found.Take(Most)];
    }

    private static void Compare(string place, JsonElement before, JsonElement after, List<ForeignChange> found)
    {
        if (found.Count >= Most)
        {
            return;
        }
        if (before.ValueKind != JsonValueKind.Object || after.ValueKind != JsonValueKind.Object)
        {
            if (!JsonElement.DeepEquals(before, after))
            {
                found.Add(new ForeignChange(VisibleText.Of(place), Text(before), Text(after)));
            }
            return;
        }
        foreach (var name in before.EnumerateObject().Concat(after.EnumerateObject()).Select(p => p.Name).Distinct(StringComparer.Ordinal))
        {
            var inside = place.Length == 0 ? name : $"{place}.{name}";
            var (was, isNow) = (before.TryGetProperty(name, out var old), after.TryGetProperty(name, out var now));
            if (was && isNow)
            {
                Compare(inside, old, now, found);
            }
            else
            {
                found.Add(new ForeignChange(VisibleText.Of(inside), was ? Text(old) : null, isNow ? Text(now) : null));
            }
        }
    }

    private static string Text(JsonElement value) => VisibleText.Of(value.ToString(), LongestValue);
}
