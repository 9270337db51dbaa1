using System.Collections.Frozen;

namespace Headgate.Platform.Adapters;

/// <summary>The adapters that connections can name, with the fields that each must have and those that are secret.</summary>
internal static class AdapterNames
{
    private static readonly FrozenDictionary<string, AdapterFields> All = new Dictionary<string, AdapterFields>(StringComparer.Ordinal)
    {
        ["duckdb_v0"] = new(["path"], ["motherduck_token"]),
        ["postgres_v0"] = new(["hostname", "dbname"], []),
        ["redshift_v0"] = new(["hostname", "dbname"], []),
        ["snowflake_v0"] = new(["account", "database", "warehouse"], ["oauth_client_id", "oauth_client_secret"]),
        ["bigquery_v0"] = new(
            [
                "project_id",
                "timeout_seconds",
                "private_key_id",
                "private_key",
                "client_email",
                "client_id",
                "auth_uri",
                "token_uri",
                "auth_provider_x509_cert_url",
                "client_x509_cert_url",
            ],
            ["private_key", "application_id", "application_secret"]
        ),
        ["bigquery_v1"] = new(["project_id"], ["private_key", "application_id", "application_secret"]),
        ["databricks_v0"] = new(["host", "http_path"], ["client_id", "client_secret"]),
        ["databricks_spark_v0"] = new(["host", "http_path"], ["client_id", "client_secret"]),
        ["fabric_v0"] = new(["server", "database"], []),
        ["synapse_v0"] = new(["host", "database"], []),
        ["athena_v0"] = new(["region_name", "database", "s3_staging_dir"], []),
        ["trino_v0"] = new(["host"], []),
        ["teradata_v0"] = new(["host"], []),
        ["apache_spark_v0"] = new(["host", "cluster"], []),
        ["salesforce_v0"] = new(["login_url"], []),
    }.ToFrozenDictionary();

    /// <summary>All names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What each adapter needs, in words: <c>duckdb_v0 path; postgres_v0 hostname, dbname</c>.</summary>
    public static string RequiredFields { get; } =
        string.Join("; ", Names.Select(name => $"{name} {string.Join(", ", All[name].Required)}"));

    /// <summary>The fields of an adapter, or null where it is unknown.</summary>
    public static AdapterFields? Find(string adapter) => All.GetValueOrDefault(adapter);

    /// <summary>The older <c>type</c> of a connection.</summary>
    public static string ConnectionType(string adapter) =>
        adapter.Split('_')[0] switch
        {
            "postgres" => "postgres",
            "redshift" => "redshift",
            "snowflake" => "snowflake",
            "bigquery" => "bigquery",
            _ => "adapter",
        };
}

/// <summary>Fields of an adapter's configuration.</summary>
internal sealed record AdapterFields(IReadOnlyList<string> Required, IReadOnlyList<string> Secret)
{
    /// <summary>Names that are secret whatever the adapter.</summary>
    private static readonly string[] AlwaysSecret =
    [
        "password",
        "token",
        "secret",
        "private_key",
        "private_key_passphrase",
        "client_secret",
        "passphrase",
    ];

    public bool IsSecret(string field) =>
        Secret.Contains(field) || AlwaysSecret.Contains(field) || field.EndsWith("_secret", StringComparison.Ordinal);
}
