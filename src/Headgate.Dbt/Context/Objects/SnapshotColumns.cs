using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Context.Objects;

/// <summary>The names that a snapshot gives to its own columns.</summary>
internal static class SnapshotColumns
{
    /// <summary>The config by which macros read them, all of them, whichever the project names.</summary>
    public const string Config = "snapshot_table_column_names";

    private static readonly string[] Names = ["dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted"];

    /// <summary>The names by dbt's; null where the node is no snapshot or keeps dbt's.</summary>
    public static OrderedDictionary<string, object?>? Of(NodeConfig config)
    {
        if (config.Map("snapshot_meta_column_names") is not { Count: > 0 } given)
        {
            return null;
        }
        var names = new OrderedDictionary<string, object?>();
        foreach (var name in Names)
        {
            names[name] = given.GetValueOrDefault(name) as string ?? name;
        }
        return names;
    }
}
