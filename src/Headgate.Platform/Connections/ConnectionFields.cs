using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Adapters;

namespace Headgate.Platform.Connections;

/// <summary>What bodies say of connections.</summary>
internal static class ConnectionFields
{
    /// <summary>What of it an adapter takes is checked once it is known which adapter it is for.</summary>
    private static Field<JsonElement?> Config { get; } =
        In
            .Body.Json(
                "config",
                "The adapter's settings. Passwords, tokens and keys are write only; settings that are left out of a change stay. Needed are: "
                    + $"{AdapterNames.RequiredFields}."
            )
            .Masked() with
        {
            Shape = new ObjectShape(AdapterNames.ConfigFields),
        };

    /// <summary>For a new connection.</summary>
    public static Fields<ConnectionChange> Create { get; } = Of(isNew: true);

    /// <summary>For a change of parts.</summary>
    public static Fields<ConnectionChange> Change { get; } = Of(isNew: false);

    private static Fields<ConnectionChange> Of(bool isNew) =>
        new()
        {
            {
                In.Body.Text("name", "Name.").Must(v => string.IsNullOrWhiteSpace(v) ? "must not be blank" : null).RequiredIf(isNew).Told(),
                (c, v) => c.Row.Name = v ?? c.Row.Name
            },
            {
                In
                    .Body.Choice("adapter_version", isNew ? "The adapter." : "The adapter, which cannot change.", AdapterNames.Names)
                    .RequiredIf(isNew)
                    .Told(),
                (c, v) => c.Adapter = v
            },
            { Config.RequiredIf(isNew), (c, v) => c.Config = v },
            {
                In.Body.Text("private_link_endpoint_id", "Private endpoint; kept and shown.").EmptyIsNone(),
                (c, v) => c.Row.PrivateLinkEndpointId = v
            },
            {
                In.Body.Flag("is_ssh_tunnel_enabled", "Whether it is reached through an SSH tunnel; kept and shown."),
                (c, v) => c.Row.IsSshTunnelEnabled = v ?? c.Row.IsSshTunnelEnabled
            },
            { In.Body.Id("oauth_configuration_id", "OAuth configuration; kept and shown."), (c, v) => c.Row.OauthConfigurationId = v },
        };
}
