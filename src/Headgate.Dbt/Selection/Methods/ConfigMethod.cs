using System.Globalization;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>config.key:</c>: nodes and sources whose configuration has the value, or a list with it, at that key; keys of maps follow after dots.</summary>
internal sealed class ConfigMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var anyCase = criterion.Arguments is ["severity"];
        return scope
            .Resources.Where(r =>
                r.Config is not null
                && TryFind(r.Config.Values, criterion.Arguments, out var found)
                && Matches(found, criterion.Value, anyCase)
            )
            .Select(r => r.UniqueId);
    }

    private static bool TryFind(OrderedDictionary<string, object?> values, IReadOnlyList<string> keys, out object? found)
    {
        found = values;
        foreach (var key in keys)
        {
            if (found is not OrderedDictionary<string, object?> map || !map.TryGetValue(key, out found))
            {
                return false;
            }
        }
        return keys.Count > 0;
    }

    private static bool Matches(object? found, object? wanted, bool anyCase) =>
        found switch
        {
            List<object?> list => list.Exists(item => IsSame(item, wanted, anyCase)),
            OrderedDictionary<string, object?> map => wanted is string key && map.ContainsKey(key),
            _ => IsSame(found, wanted, anyCase),
        };

    private static bool IsSame(object? found, object? wanted, bool anyCase) =>
        (found, wanted) switch
        {
            (bool flag, string text) => string.Equals(text, flag ? "true" : "false", StringComparison.OrdinalIgnoreCase),
            (string value, string text) => string.Equals(
                value,
                text,
                anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
            ),
            (string value, long number) => value == number.ToString(CultureInfo.InvariantCulture),
            _ => wanted is not null && PlainData.AreEqual(found, wanted),
        };
}
