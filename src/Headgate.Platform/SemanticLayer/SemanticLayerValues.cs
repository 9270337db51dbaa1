using System.Collections.Frozen;

namespace Headgate.Platform.SemanticLayer;

/// <summary>
/// What Semantic Layer credentials of each kind of warehouse hold. Only how one signs in: what names another server, file or database belongs to the connection, and needs the
/// right to change that.
/// </summary>
internal static class SemanticLayerValues
{
    /// <summary>Values that are never shown.</summary>
    public static FrozenSet<string> Secrets { get; } =
        new[] { "password", "private_key", "private_key_passphrase", "token", "private_key_id" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Keys = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["duckdb"] = [],
        ["postgres"] = ["username", "password"],
        ["redshift"] = ["username", "password"],
        ["snowflake"] = ["auth_type", "user", "password", "role", "warehouse", "private_key", "private_key_passphrase"],
        ["bigquery"] =
        [
            "private_key_id",
            "private_key",
            "client_email",
            "client_id",
            "auth_uri",
            "token_uri",
            "auth_provider_x509_cert_url",
            "client_x509_cert_url",
        ],
        ["databricks"] = ["token", "catalog"],
        ["trino"] = ["user", "password", "role"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Others = ["username", "user", "password", "token", "role"];

    /// <summary>The values of a type of warehouse.</summary>
    public static IReadOnlyList<string> Of(string type) => Keys.GetValueOrDefault(type, Others);
}
