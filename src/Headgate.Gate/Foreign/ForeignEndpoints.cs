using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Catalogue;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;

namespace Headgate.Gate.Foreign;

/// <summary>Servers between the store's rows, where their secrets are sealed, and the client, which needs them open.</summary>
internal sealed class ForeignEndpoints(SecretsAtRest secrets)
{
    /// <summary>How a server is reached.</summary>
    public ForeignEndpoint Of(ForeignServer row) =>
        new(row.Id, row.Name)
        {
            Address = row.Url is { } url ? new Uri(url) : null,
            Program = row.Program,
            Arguments = row.Arguments,
            Variables = row.Variables,
            Secrets = row.Secrets is { } sealedText
                ? JsonSerializer
                    .Deserialize(secrets.Open(sealedText).Reveal(), SecretTextJson.Default.DictionaryStringString)!
                    .ToDictionary(s => s.Key, s => new Secret(s.Value), StringComparer.Ordinal)
                : new Dictionary<string, Secret>(StringComparer.Ordinal),
        };

    /// <summary>Secrets as the store keeps them; null for none.</summary>
    public string? Seal(IReadOnlyDictionary<string, Secret> open) =>
        open.Count == 0
            ? null
            : secrets.Seal(
                new Secret(
                    JsonSerializer.Serialize(
                        open.ToDictionary(s => s.Key, s => s.Value.Reveal(), StringComparer.Ordinal),
                        SecretTextJson.Default.DictionaryStringString
                    )
                )
            );
}

/// <summary>The form of secrets before they are sealed.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class SecretTextJson : JsonSerializerContext;
