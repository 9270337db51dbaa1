using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.Sources;

/// <summary>Takes sources apart into tables, with what another project overrides.</summary>
internal static class SourceTables
{
    private static readonly string[] NotOverridden = ["name", "overrides", "tables", "path"];

    /// <summary>The tables of all entries; entries that override others are merged into those.</summary>
    public static IEnumerable<SourceTable> Of(IReadOnlyList<PropertyEntry> entries)
    {
        var overrides = entries.Where(entry => entry.Data.ContainsKey("overrides")).ToList();
        foreach (var entry in entries.Where(entry => !entry.Data.ContainsKey("overrides")))
        {
            var patch = overrides.Find(candidate =>
                candidate.RequiredText("overrides") == entry.Package.Name && candidate.Name == entry.Name
            );
            var source = patch is null ? entry : entry.Part(Merge(entry.Data, patch.Data));
            foreach (var map in entry.Maps("tables"))
            {
                var tablePatch = patch
                    ?.Maps("tables")
                    .FirstOrDefault(table => Equals(table.GetValueOrDefault("name"), map.GetValueOrDefault("name")));
                var table = entry.Part(tablePatch is null ? map : Merge(map, tablePatch));
                yield return new SourceTable(source, table, patch?.PatchPath);
            }
        }
    }

    private static OrderedDictionary<string, object?> Merge(
        OrderedDictionary<string, object?> original,
        OrderedDictionary<string, object?> patch
    )
    {
        var merged = new OrderedDictionary<string, object?>(original);
        foreach (var (key, value) in patch)
        {
            if (!NotOverridden.Contains(key))
            {
                merged[key] = value;
            }
        }
        return merged;
    }
}
