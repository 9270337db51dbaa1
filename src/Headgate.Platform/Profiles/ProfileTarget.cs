using System.Text.Json.Nodes;
using Headgate.Platform.Adapters;
using Headgate.Platform.Credentials;

namespace Headgate.Platform.Profiles;

/// <summary>
/// A target of profiles.yml as the Administrative API keeps it: a connection for what all environments share, and credentials for who connects and where models are built.
/// Secrets are in it, so that it shows none.
/// </summary>
public sealed record ProfileTarget
{
    /// <summary>Keys that name files of the machine that the profile was written on; a run sees none of them.</summary>
    private static readonly string[] LocalFiles = ["sslcert", "sslkey", "sslrootcert"];

    private ProfileTarget() { }

    /// <summary>The adapter of the connection, such as <c>postgres_v0</c>.</summary>
    public required string Adapter { get; init; }

    /// <summary>The connection's <c>config</c>.</summary>
    public required JsonObject Config { get; init; }

    /// <summary>The fields of the credentials, without those that say where they lie.</summary>
    public required JsonObject Credentials { get; init; }

    /// <summary>Whether it is a server rather than a file.</summary>
    public bool IsServer => Port(Adapter) is not null;

    /// <summary>Where the warehouse is, for people: the path of a file, or <c>user@host:port/database</c>.</summary>
    public string Place =>
        IsServer
            ? $"{Credentials["username"]}@{Config["hostname"]}:{Config["port"] ?? Port(Adapter)}/{Config["dbname"]}"
            : Config["path"]?.ToString() ?? "";

    /// <summary>Takes a target apart.</summary>
    /// <param name="type">The profile's type, such as <c>duckdb</c>, of an adapter of the engine.</param>
    /// <param name="output">The rendered keys of the target.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="threads">Its threads.</param>
    /// <returns>The target, or the key that cannot be brought to a server.</returns>
    public static (ProfileTarget? Target, string? LocalFile) Of(string type, JsonObject output, string schema, int threads)
    {
        var adapter = type + "_v0";
        var isServer = Port(adapter) is not null;
        var (config, login) = (new JsonObject(), new JsonObject());
        foreach (var (key, value) in output)
        {
            if (isServer && LocalFiles.Contains(key) && value is not null)
            {
                return (null, key);
            }
            var name = isServer ? ProfileNames.InApi(key) : key;
            if (key is not ("type" or "threads" or "schema") && value is not null)
            {
                (isServer && (name == "username" || CredentialFields.Secrets.Contains(name)) ? login : config)[name] = value.DeepClone();
            }
        }
        return (
            new()
            {
                Adapter = adapter,
                Config = config,
                Credentials = LoginTo(adapter, schema, threads, login),
            },
            null
        );
    }

    /// <summary>Fields of credentials for an adapter.</summary>
    /// <param name="adapter">The connection's adapter.</param>
    /// <param name="schema">Schema that models are built in.</param>
    /// <param name="threads">Threads of dbt.</param>
    /// <param name="login">Who connects, for a server: <c>username</c> and <c>password</c>.</param>
    public static JsonObject LoginTo(string adapter, string schema, int threads, JsonObject login)
    {
        var type = AdapterNames.ConnectionType(adapter);
        var fields = new JsonObject
        {
            ["type"] = type,
            ["adapter_version"] = adapter,
            [type is "postgres" or "redshift" ? "default_schema" : "schema"] = schema,
            ["threads"] = threads,
            ["state"] = 1,
        };
        foreach (var (name, value) in login)
        {
            fields[name] = value?.DeepClone();
        }
        return fields;
    }

    /// <summary>Whether someone must sign in to the warehouse of an adapter of the engine.</summary>
    public static bool NeedsLogin(string adapter) => Port(adapter) is not null;

    /// <summary>A text, such as what the warehouse answered, without the target's secrets.</summary>
    public string Masked(string text) =>
        CredentialFields
            .Secrets.Select(name => Credentials[name]?.ToString())
            .Where(secret => !string.IsNullOrEmpty(secret))
            .Aggregate(text, (masked, secret) => masked.Replace(secret!, "***", StringComparison.Ordinal));

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{Adapter} {Place}";

    private static int? Port(string adapter) => WarehouseKinds.Of(adapter)?.Port;
}
