namespace Headgate.Dbt.Artifacts;

/// <summary>The head of run_results.json, catalog.json and sources.json.</summary>
public sealed record ArtifactMetadata
{
    /// <summary>The address of the artifact's schema.</summary>
    public string DbtSchemaVersion { get; init; } = "";

    /// <summary>The version of dbt whose form the artifact has.</summary>
    public string DbtVersion { get; init; } = "";

    /// <summary>When the artifact was made; UTC, ISO with <c>Z</c>.</summary>
    public string GeneratedAt { get; init; } = "";

    /// <summary>The call that made it.</summary>
    public string? InvocationId { get; init; }

    /// <summary>When that call began; UTC, ISO with <c>Z</c>.</summary>
    public string? InvocationStartedAt { get; init; }

    /// <summary>Variables of the environment named <c>DBT_ENV_CUSTOM_ENV_…</c>, without that prefix.</summary>
    public OrderedDictionary<string, string> Env { get; init; } = [];
}
