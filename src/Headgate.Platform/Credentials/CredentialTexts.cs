using Headgate.Catalogue;

namespace Headgate.Platform.Credentials;

/// <summary>What several operations on credentials say alike.</summary>
internal static class CredentialTexts
{
    public static IReadOnlyList<Parameter> BodyFields { get; } =
    [
        Parameter.Body("type", "string", "postgres, redshift, snowflake, bigquery or adapter (all others, DuckDB too).", required: true),
        Parameter.Body("threads", "integer", "Threads of dbt; 4 where absent."),
        Parameter.Body("target_name", "string", "Target; default where absent."),
        Parameter.Body("default_schema", "string", "Schema that models are built in (schema for snowflake, bigquery and adapter)."),
        Parameter.Body("username", "string", "User (user for snowflake)."),
        Parameter.Body("password", "string", "Password; write only."),
        Parameter.Body("private_key", "string", "Private key; write only."),
        Parameter.Body("credential_details", "object", "For adapter: fields.NAME {metadata {encrypt}, value}."),
    ];
}
