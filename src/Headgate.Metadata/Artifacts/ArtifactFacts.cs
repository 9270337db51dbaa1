using System.Text.Json;

namespace Headgate.Metadata.Artifacts;

/// <summary>What an artifact says of itself (<c>metadata</c>).</summary>
internal sealed record ArtifactFacts
{
    public string? SchemaVersion { get; init; }
    public string? DbtVersion { get; init; }
    public DateTimeOffset? GeneratedAt { get; init; }
    public string? InvocationId { get; init; }
    public string? ProjectName { get; init; }

    /// <summary>A digest of the project's name (MD5), which is all that dbt before 1.6 says of it.</summary>
    public string? ProjectId { get; init; }
    public string? AdapterType { get; init; }

    /// <summary>The run that it says it is of.</summary>
    public string? ClaimedRun { get; init; }

    /// <summary>Reads them.</summary>
    public static ArtifactFacts Of(JsonElement json) =>
        new()
        {
            SchemaVersion = json.Text("dbt_schema_version"),
            DbtVersion = json.Text("dbt_version"),
            GeneratedAt = json.At("generated_at").Time(),
            InvocationId = json.Text("invocation_id"),
            ProjectName = json.Text("project_name"),
            ProjectId = json.Text("project_id"),
            AdapterType = json.Text("adapter_type"),
            ClaimedRun = json.At("env", "DBT_CLOUD_RUN_ID").Word(),
        };
}
