using System.Text.Json;
using Headgate.Platform.Adapters;

namespace Headgate.Platform.Profiles;

/// <summary>
/// Which extended attributes of an environment may change a profile. Who may write them need not be who made the connection, so none may lead the
/// run elsewhere: to another file, host or type, or to what the engine would load.
/// </summary>
internal static class ProfileAttributes
{
    private const int MostThreads = 64;

    /// <summary>Where a database's settings are endless, its declaration lists what is allowed; for others this is what is not.</summary>
    private static readonly HashSet<string> Places = new(StringComparer.OrdinalIgnoreCase)
    {
        "type",
        "path",
        "host",
        "hostname",
        "server",
        "port",
        "url",
        "endpoint",
        "account",
        "attach",
        "extensions",
        "settings",
        "config_options",
        "connection_parameters",
        "plugins",
        "filesystems",
        "secrets",
        "external_root",
        "module_paths",
        "keyfile",
        "private_key_path",
        "sslcert",
        "sslkey",
        "sslrootcert",
        "sslmode",
        "http_path",
        "driver",
        "token_endpoint",
        "proxy",
        "http_proxy",
    };

    /// <summary>Why one of some attributes is refused; null where all are allowed.</summary>
    /// <param name="type">The type of the profile; empty where no connection says it yet.</param>
    /// <param name="attributes">An object of keys of the profile.</param>
    /// <param name="listed">Those that the operator allows.</param>
    public static string? Fault(string type, JsonElement attributes, IReadOnlyList<string> listed) =>
        attributes.EnumerateObject().Select(one => Fault(type, one.Name, one.Value, listed)).FirstOrDefault(fault => fault is not null);

    private static string? Fault(string type, string name, JsonElement value, IReadOnlyList<string> listed)
    {
        if (name.Equals("threads", StringComparison.OrdinalIgnoreCase))
        {
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var threads) && threads is > 0 and <= MostThreads
                ? null
                : $"the extended attribute \"threads\" must be a whole number from 1 to {MostThreads}.";
        }
        var allowed = WarehouseKinds.All.FirstOrDefault(k => k.Type == type)?.Attributes;
        var refused = allowed is null ? Places.Contains(name) : !allowed.Contains(name);
        return refused && !listed.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? $"the extended attribute \"{name}\" could lead the run elsewhere, so it is refused. Set it in the connection; the operator can allow it with runs.extended_attributes."
            : null;
    }
}
