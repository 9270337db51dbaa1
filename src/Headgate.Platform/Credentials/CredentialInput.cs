using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;

namespace Headgate.Platform.Credentials;

/// <summary>Reads credentials from a body. Passwords and keys go to an encrypted column and never come back.</summary>
internal static class CredentialInput
{
    private static readonly string[] Known =
    [
        "id",
        "account_id",
        "project_id",
        "type",
        "state",
        "threads",
        "target_name",
        "adapter_version",
        "adapter_id",
        "schema",
        "default_schema",
        "username",
        "user",
        "created_at",
        "updated_at",
    ];

    private static readonly string[] Secrets =
    [
        "password",
        "private_key",
        "private_key_passphrase",
        "_refresh_token",
        "token",
        "keyfile_json",
    ];

    private static readonly string[] Open = ["auth_type", "role", "database", "warehouse", "catalog", "dataset"];

    public static void Apply(CallContext call, Credential credential)
    {
        var body = call.Body;
        body.Required("type");
        credential.Type = body.Choice("type", "postgres", "redshift", "snowflake", "bigquery", "adapter") ?? "adapter";
        credential.AdapterVersion = body.Text("adapter_version");
        credential.AdapterId = body.Long("adapter_id", 1);
        credential.Threads = body.Int("threads", 1, 1024) ?? 4;
        credential.TargetName = body.Text("target_name", 255) ?? "default";
        credential.Schema = body.Text("default_schema", 255) ?? body.Text("schema", 255);
        credential.Username = body.Text("username", 255) ?? body.Text("user", 255);
        if (credential.Type is "postgres" or "redshift" && credential.Username is null)
        {
            body.Problem("username", AnswerTexts.Required);
        }
        if (credential.Type is not "adapter" && credential.Schema is null)
        {
            body.Problem(credential.Type is "postgres" or "redshift" ? "default_schema" : "schema", AnswerTexts.Required);
        }
        var (open, secret) = Split(body.Element);
        if (credential.Type is "adapter")
        {
            Details(body, credential, open, secret);
        }
        credential.Fields = StoredJson.Write(open);
        if (secret.Count > 0)
        {
            credential.SecretFields = call.Service<SecretsAtRest>().Seal(new Secret(StoredJson.Write(secret)));
        }
    }

    private static (Dictionary<string, JsonElement> Open, Dictionary<string, JsonElement> Secret) Split(JsonElement body)
    {
        var open = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var secret = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in body.EnumerateObject())
        {
            if (Known.Contains(field.Name) || field.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }
            if (Secrets.Contains(field.Name))
            {
                secret[field.Name] = field.Value;
            }
            else if (Open.Contains(field.Name))
            {
                open[field.Name] = field.Value;
            }
        }
        return (open, secret);
    }

    /// <summary>The adapters' own form: <c>credential_details.fields.NAME</c> with <c>metadata.encrypt</c> and <c>value</c>.</summary>
    private static void Details(
        BodyReader body,
        Credential credential,
        Dictionary<string, JsonElement> open,
        Dictionary<string, JsonElement> secret
    )
    {
        var fields = body.Object("credential_details").Object("fields");
        if (fields.Element.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        var shown = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in fields.Element.EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.Object)
            {
                fields.Problem(field.Name, "expected a dictionary");
                continue;
            }
            var encrypt =
                Secrets.Contains(field.Name)
                || (
                    field.Value.TryGetProperty("metadata", out var metadata)
                    && metadata.ValueKind == JsonValueKind.Object
                    && metadata.TryGetProperty("encrypt", out var flag)
                    && flag.ValueKind == JsonValueKind.True
                );
            var value = field.Value.TryGetProperty("value", out var given) ? given : default;
            if (value.ValueKind == JsonValueKind.String && field.Name is "schema")
            {
                credential.Schema = value.GetString();
            }
            if (encrypt && value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            {
                secret[field.Name] = value;
            }
            else
            {
                shown[field.Name] = field.Value;
            }
        }
        open["credential_details"] = StoredJson.Read($"{{\"fields\":{StoredJson.Write(shown)}}}");
    }
}
