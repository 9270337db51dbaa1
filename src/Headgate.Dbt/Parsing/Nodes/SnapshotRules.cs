using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>What the configuration of a snapshot must have.</summary>
internal static class SnapshotRules
{
    /// <summary>Checks a snapshot.</summary>
    /// <exception cref="DbtException">Something is missing or contradicts itself.</exception>
    public static void Check(ManifestNode snapshot)
    {
        var config = snapshot.Config;
        if (config.Text("strategy") is not { Length: > 0 } strategy || !PlainData.IsTruthy(config["unique_key"]))
        {
            throw Error("Snapshots must be configured with a 'strategy' and 'unique_key'.");
        }
        if (strategy == "check")
        {
            if (!PlainData.IsTruthy(config["check_cols"]))
            {
                throw Error("A snapshot configured with the check strategy must specify a check_cols configuration.");
            }
            if (config["check_cols"] is string columns && columns != "all")
            {
                throw Error($"Invalid value for 'check_cols': {columns}. Expected 'all' or a list of strings.");
            }
        }
        else if (strategy == "timestamp")
        {
            if (config.Text("updated_at") is null)
            {
                throw Error("A snapshot configured with the timestamp strategy must specify an updated_at configuration.");
            }
            if (PlainData.IsTruthy(config["check_cols"]))
            {
                throw Error("A 'timestamp' snapshot should not have 'check_cols'");
            }
        }

        if (config.Materialized != "snapshot")
        {
            throw Error("A snapshot must have a materialized value of 'snapshot'");
        }
    }

    /// <summary>dbt reports these without a kind.</summary>
    private static DbtException Error(string message) => new(DbtErrorKind.Unlabelled, message);
}
