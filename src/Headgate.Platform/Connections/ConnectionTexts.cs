using Headgate.Catalogue;
using Headgate.Platform.Adapters;

namespace Headgate.Platform.Connections;

/// <summary>What several operations on connections say alike.</summary>
internal static class ConnectionTexts
{
    public static IReadOnlyList<Parameter> BodyFields { get; } =
    [
        Parameter.Body("name", "string", "Name.", required: true),
        Parameter.Body("adapter_version", "string", $"One of {string.Join(", ", AdapterNames.Names)}.", required: true),
        Parameter.Body(
            "config",
            "object",
            "The adapter's fields, such as hostname and dbname for PostgreSQL or path for DuckDB. Secret fields are write only.",
            required: true
        ),
        Parameter.Body("private_link_endpoint_id", "string", "Private endpoint."),
        Parameter.Body("is_ssh_tunnel_enabled", "boolean", "Reached through an SSH tunnel."),
        Parameter.Body("oauth_configuration_id", "integer", "OAuth configuration."),
    ];
}
