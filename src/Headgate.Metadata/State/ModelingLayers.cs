using Headgate.Metadata.Artifacts;

namespace Headgate.Metadata.State;

/// <summary>The layer of a model: by the folder that it is in, else by the beginning of its name, as dbt's guide to structure has them.</summary>
internal static class ModelingLayers
{
    private static readonly (string Layer, string[] Folders, string[] Beginnings)[] All =
    [
        ("staging", ["staging", "base"], ["stg_", "base_"]),
        ("intermediate", ["intermediate"], ["int_"]),
        ("marts", ["marts", "mart"], ["fct_", "dim_", "mart_", "rpt_"]),
    ];

    /// <summary>The layer; <c>other</c> where nothing says it.</summary>
    public static string Of(NodeOutline outline)
    {
        var folders = outline.FilePath.Split('/');
        foreach (var (layer, names, _) in All)
        {
            if (folders.SkipLast(1).Any(folder => names.Contains(folder, StringComparer.OrdinalIgnoreCase)))
            {
                return layer;
            }
        }
        foreach (var (layer, _, beginnings) in All)
        {
            if (beginnings.Any(beginning => outline.Name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)))
            {
                return layer;
            }
        }
        return "other";
    }
}
