using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Platform.Credentials;

/// <summary>What bodies say of credentials.</summary>
internal static class CredentialFields
{
    private const int LongestKey = 65_536;

    private static readonly string[] Types = ["postgres", "redshift", "snowflake", "bigquery", "adapter"];

    /// <summary>What one type or another has beside the fields of all, and shows.</summary>
    public static IReadOnlyList<Field<string?>> Shown { get; } =
    [
        In.Body.Text("auth_type", "How it signs in, such as password or keypair.", 1024),
        In.Body.Text("role", "Role, for snowflake.", 1024),
        In.Body.Text("database", "Database, for snowflake.", 1024),
        In.Body.Text("warehouse", "Warehouse, for snowflake.", 1024),
        In.Body.Text("catalog", "Catalogue, for databricks.", 1024),
        In.Body.Text("dataset", "Dataset, for bigquery.", 1024),
    ];

    /// <summary>Names of fields that are secret wherever they stand.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
    ["password", "private_key", "private_key_passphrase", "_refresh_token", "token", "keyfile_json"];

    /// <summary>For new credentials.</summary>
    public static Fields<CredentialChange> Create { get; } = Of(isUpdate: false);

    /// <summary>For a replacement, which must name what dbt's description requires of all types, except the target: dbt's older clients leave it out.</summary>
    public static Fields<CredentialChange> Update { get; } = Of(isUpdate: true);

    private static Fields<CredentialChange> Of(bool isUpdate)
    {
        var fields = new Fields<CredentialChange>
        {
            { In.Body.Id("project_id", "The project; must be that of the path."), (c, v) => c.Row.ProjectId = v ?? c.Row.ProjectId },
            {
                In
                    .Body.Choice("type", "The kind of warehouse; adapter for all that have no name here, DuckDB too.", Types)
                    .Required()
                    .Told(),
                (c, v) => c.Row.Type = v
            },
            { In.Body.Text("adapter_version", "The adapter.").EmptyIsNone().Told(), (c, v) => c.Row.AdapterVersion = v },
            { In.Body.Id("adapter_id", "Adapter of the project's older form; kept and shown."), (c, v) => c.Row.AdapterId = v },
            { In.Body.Int("threads", "Threads of dbt.", 1, 1024).Or(4).RequiredIf(isUpdate).Told(), (c, v) => c.Row.Threads = v },
            {
                In.Body.Text("target_name", "Name of the target; default where new credentials have none.").EmptyIsNone().Told(),
                (c, v) => c.Row.TargetName = v ?? c.Row.TargetName
            },
            {
                In.Body.Text("default_schema", "Schema that models are built in, for postgres and redshift.").EmptyIsNone().Told(),
                (c, v) => c.Row.Schema = v
            },
            {
                In.Body.Text("schema", "Schema that models are built in, for the other types.").EmptyIsNone().Told(),
                (c, v) => c.Row.Schema ??= v
            },
            { In.Body.Text("username", "User, for postgres and redshift.").EmptyIsNone().Told(), (c, v) => c.Row.Username = v },
            { In.Body.Text("user", "User, for snowflake.").EmptyIsNone().Told(), (c, v) => c.Row.Username ??= v },
            {
                In
                    .Body.Json(
                        "credential_details",
                        "For adapter: fields.NAME {metadata {encrypt}, value}; what says encrypt is write only."
                    )
                    .Masked(),
                (c, v) => c.Details = v
            },
        };
        foreach (var field in Shown)
        {
            fields.Add(field, (c, v) => c.Show(field.Name, v));
        }
        foreach (var name in Secrets)
        {
            fields.Add(Secret(name), (c, v) => c.Hide(name, v));
        }
        return fields.AddRepeated(isUpdate, "credentials");
    }

    private static Field<JsonElement?> Secret(string name) =>
        In
            .Body.Anything(name, "Write only; where it is left out it stays as it is.")
            .Must(v => v is { } value && value.GetRawText().Length > LongestKey ? $"length of value must be at most {LongestKey}" : null)
            .Masked();
}
