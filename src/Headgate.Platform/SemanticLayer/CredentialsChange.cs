using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Secrets;

namespace Headgate.Platform.SemanticLayer;

/// <summary>What a body says of Semantic Layer credentials, on its way into the row. Secrets go to an encrypted column and never come back.</summary>
/// <param name="row">The credentials.</param>
internal sealed class CredentialsChange(SemanticLayerCredential row)
{
    private const int LongestValue = 65_536;

    /// <summary>The credentials.</summary>
    public SemanticLayerCredential Row => row;

    /// <summary>Values by name; null where the body has none.</summary>
    public JsonElement? Values { get; set; }

    /// <summary>Checks the values, and writes them into the row. Secrets that were not sent stay.</summary>
    public void Complete(Input<CredentialsChange> input, SecretsAtRest secrets)
    {
        if (Values is not { } values)
        {
            return;
        }
        var known = SemanticLayerValues.Of(WarehouseKinds.TypeOf(row.AdapterVersion));
        var open = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var secret = row.SecretValues is { } stored ? StoredJson.Fields(secrets.Open(stored).Reveal()) : [];
        foreach (var value in values.EnumerateObject().Where(value => value.Value.ValueKind != JsonValueKind.Null))
        {
            if (!known.Contains(value.Name))
            {
                input.Problem($"values.{value.Name}", $"{row.AdapterVersion} has no such value; it has {Words(known)}");
            }
            else if (value.Value.ValueKind != JsonValueKind.String)
            {
                input.Problem($"values.{value.Name}", "expected a text");
            }
            else if (value.Value.GetString()!.Length > LongestValue)
            {
                input.Problem($"values.{value.Name}", $"length of value must be at most {LongestValue}");
            }
            else if (SemanticLayerValues.Secrets.Contains(value.Name))
            {
                secret[value.Name] = value.Value;
            }
            else
            {
                open[value.Name] = value.Value;
            }
        }
        row.Values = StoredJson.Write(open);
        row.SecretValues = secret.Count == 0 ? null : secrets.Seal(new Secret(StoredJson.Write(secret)));
    }

    private static string Words(IReadOnlyList<string> known) => known.Count == 0 ? "none" : string.Join(", ", known);
}
