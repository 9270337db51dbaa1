namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>The names of a result's columns.</summary>
internal static class ColumnNames
{
    /// <summary>The names, each once: a second <c>a</c> is <c>a_2</c>, as dbt names it.</summary>
    public static IReadOnlyList<string> Distinct(IReadOnlyList<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = new string[names.Count];
        for (var i = 0; i < distinct.Length; i++)
        {
            var count = seen[names[i]] = seen.GetValueOrDefault(names[i]) + 1;
            distinct[i] = count == 1 ? names[i] : $"{names[i]}_{count}";
        }
        return distinct;
    }
}
