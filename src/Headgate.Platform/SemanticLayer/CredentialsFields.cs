using Headgate.Catalogue;
using Headgate.Platform.Adapters;

namespace Headgate.Platform.SemanticLayer;

/// <summary>What bodies say of Semantic Layer credentials.</summary>
internal static class CredentialsFields
{
    /// <summary>For new credentials, of the project that the body names.</summary>
    public static Fields<CredentialsChange> Create { get; } =
        Of(
            isUpdate: false,
            In.Body.Id("project_id", "The project in which they are made.").RequiredIf(true).Naming(TargetKind.Project).Told()
        );

    /// <summary>For a change. dbt's clients send no state.</summary>
    public static Fields<CredentialsChange> Update { get; } =
        Of(isUpdate: true, In.Body.Id("project_id", "The project, which cannot change."));

    private static Fields<CredentialsChange> Of(bool isUpdate, Field<long?> project) =>
        new Fields<CredentialsChange>
        {
            { project, (c, v) => c.Row.ProjectId = v ?? c.Row.ProjectId },
            { In.Body.Text("name", "Name for people.").Required().Told(), (c, v) => c.Row.Name = v },
            {
                In
                    .Body.Choice(
                        "adapter_version",
                        "The adapter of the project's connection, such as postgres_v0.",
                        [.. AdapterNames.Names]
                    )
                    .Required()
                    .Told(),
                (c, v) => c.Row.AdapterVersion = v
            },
            {
                In
                    .Body.Choice("schema_type", "Always semantic_layer_credentials.", "semantic_layer_credentials")
                    .Or("semantic_layer_credentials"),
                (_, _) => { }
            },
            {
                In
                    .Body.Json(
                        "values",
                        "How one signs in: username and password for postgres_v0, and so on. Passwords and keys are write only; where one is left out it stays as it is."
                    )
                    .Masked(),
                (c, v) => c.Values = v
            },
            { isUpdate ? BodyFields.State("credentials") : BodyFields.NewState(), (_, _) => { } },
        };
}
