using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Credentials;

/// <summary>What a body says of credentials, on its way into the row. Passwords and keys go to an encrypted column and never come back.</summary>
/// <param name="row">The credentials.</param>
internal sealed class CredentialChange(Credential row)
{
    private readonly Dictionary<string, JsonElement> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _secret = new(StringComparer.Ordinal);

    /// <summary>The credentials.</summary>
    public Credential Row => row;

    /// <summary>The fields of adapters without a form of their own: <c>fields.NAME {metadata {encrypt}, value}</c>.</summary>
    public JsonElement? Details { get; set; }

    /// <summary>Takes a field that is shown.</summary>
    public void Show(string name, string? value)
    {
        if (value is not null)
        {
            _open[name] = StoredJson.Text(value);
        }
    }

    /// <summary>Takes a field that is never shown.</summary>
    public void Hide(string name, JsonElement? value)
    {
        if (value is { ValueKind: not JsonValueKind.Null } given)
        {
            _secret[name] = given;
        }
    }

    /// <summary>Checks what the type needs, and writes all into the row. Secrets that were not sent stay.</summary>
    public void Complete(Input<CredentialChange> input, SecretsAtRest secrets)
    {
        if (row.Type is "postgres" or "redshift" && row.Username is null)
        {
            input.Problem("username", AnswerTexts.Required);
        }
        if (row.Type is not "adapter" && row.Schema is null)
        {
            input.Problem(row.Type is "postgres" or "redshift" ? "default_schema" : "schema", AnswerTexts.Required);
        }
        if (row.Type is "adapter" && Details is { } details)
        {
            TakeDetails(input, details);
        }
        row.Fields = StoredJson.Write(_open);
        if (_secret.Count > 0)
        {
            var all = row.SecretFields is { } stored ? StoredJson.Fields(secrets.Open(stored).Reveal()) : [];
            foreach (var (name, value) in _secret)
            {
                all[name] = value;
            }
            row.SecretFields = secrets.Seal(new Secret(StoredJson.Write(all)));
        }
    }

    private void TakeDetails(Input<CredentialChange> input, JsonElement details)
    {
        if (!details.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        var shown = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in fields.EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.Object)
            {
                input.Problem($"credential_details.fields.{field.Name}", "expected a dictionary");
                continue;
            }
            var value = field.Value.TryGetProperty("value", out var given) ? given : default;
            if (value.ValueKind == JsonValueKind.String && field.Name is "schema")
            {
                row.Schema = value.GetString();
            }
            if (IsSecret(field) && value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            {
                _secret[field.Name] = value;
            }
            else
            {
                shown[field.Name] = field.Value;
            }
        }
        _open["credential_details"] = StoredJson.Read($"{{\"fields\":{StoredJson.Write(shown)}}}");
    }

    private static bool IsSecret(JsonProperty field) =>
        CredentialFields.Secrets.Contains(field.Name)
        || (
            field.Value.TryGetProperty("metadata", out var metadata)
            && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty("encrypt", out var encrypt)
            && encrypt.ValueKind == JsonValueKind.True
        );
}
