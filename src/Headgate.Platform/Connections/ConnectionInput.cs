using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;

namespace Headgate.Platform.Connections;

/// <summary>Reads a connection's body. Secret fields of <c>config</c> go to an encrypted column and never come back.</summary>
internal static class ConnectionInput
{
    private const int MaxFields = 100;

    /// <summary>For a new connection: all that is required must be there.</summary>
    public static void Create(CallContext call, Connection connection)
    {
        var body = call.Body;
        connection.Name = body.RequiredText("name");
        body.Required("adapter_version");
        body.Required("config");
        connection.AdapterVersion = body.Choice("adapter_version", [.. AdapterNames.Names]) ?? "";
        Common(body, connection);
        Config(call, connection, [], []);
    }

    /// <summary>For a changed connection: only what is given changes; the adapter is fixed.</summary>
    public static void Change(CallContext call, Connection connection)
    {
        var body = call.Body;
        if (body.Has("name"))
        {
            connection.Name = body.RequiredText("name");
        }
        if (body.Text("adapter_version") is { } adapter && adapter != connection.AdapterVersion)
        {
            body.Problem("adapter_version", $"the adapter of a connection cannot change; it is {connection.AdapterVersion}");
        }
        Common(body, connection);
        if (body.Has("config"))
        {
            var secrets = connection.SecretConfig is { } stored
                ? StoredJson.Fields(call.Service<SecretsAtRest>().Open(stored).Reveal())
                : [];
            Config(call, connection, StoredJson.Fields(connection.Config), secrets);
        }
    }

    private static void Common(BodyReader body, Connection connection)
    {
        if (body.Mentions("private_link_endpoint_id"))
        {
            connection.PrivateLinkEndpointId = body.Text("private_link_endpoint_id");
        }
        connection.IsSshTunnelEnabled = body.Bool("is_ssh_tunnel_enabled") ?? connection.IsSshTunnelEnabled;
        if (body.Mentions("oauth_configuration_id"))
        {
            connection.OauthConfigurationId = body.Long("oauth_configuration_id", 1);
        }
    }

    private static void Config(
        CallContext call,
        Connection connection,
        Dictionary<string, JsonElement> open,
        Dictionary<string, JsonElement> secret
    )
    {
        var body = call.Body;
        var config = body.Object("config");
        if (AdapterNames.Find(connection.AdapterVersion) is not { } adapter || config.Element.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        if (config.Element.GetPropertyCount() > MaxFields)
        {
            body.Problem("config", $"at most {MaxFields} fields are allowed");
            return;
        }
        foreach (var field in config.Element.EnumerateObject())
        {
            (adapter.IsSecret(field.Name) ? secret : open)[field.Name] = field.Value;
        }
        foreach (var name in adapter.Required)
        {
            if (!Given(open, name) && !Given(secret, name))
            {
                config.Problem(name, AnswerTexts.Required);
            }
        }
        connection.Config = StoredJson.Write(open);
        connection.SecretConfig = secret.Count == 0 ? null : call.Service<SecretsAtRest>().Seal(new Secret(StoredJson.Write(secret)));
    }

    private static bool Given(Dictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value)
        && value.ValueKind != JsonValueKind.Null
        && !(value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));
}
