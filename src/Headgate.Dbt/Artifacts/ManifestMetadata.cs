namespace Headgate.Dbt.Artifacts;

/// <summary>Head of the manifest.</summary>
public sealed class ManifestMetadata
{
    /// <summary>Address of the schema.</summary>
    public string DbtSchemaVersion { get; set; } = "https://schemas.getdbt.com/dbt/manifest/v12.json";

    /// <summary>Version of dbt that the artifact follows.</summary>
    public string DbtVersion { get; set; } = "";

    /// <summary>When it was written, UTC.</summary>
    public string GeneratedAt { get; set; } = "";

    /// <summary>Identity of the run.</summary>
    public string? InvocationId { get; set; }

    /// <summary>When the run began, UTC.</summary>
    public string? InvocationStartedAt { get; set; }

    /// <summary>Values of <c>DBT_ENV_CUSTOM_ENV_*</c> without the prefix.</summary>
    public OrderedDictionary<string, string> Env { get; set; } = [];

    /// <summary>Name of the root project.</summary>
    public string? ProjectName { get; set; }

    /// <summary>MD5 of the name.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Always null: nothing is reported anywhere.</summary>
    public string? UserId { get; set; }

    /// <summary>Always false: nothing is reported anywhere.</summary>
    public bool? SendAnonymousUsageStats { get; set; } = false;

    /// <summary>Kind of database.</summary>
    public string? AdapterType { get; set; }

    /// <summary>Quoting of the project.</summary>
    public QuotingPolicy Quoting { get; set; } = new();

    /// <summary>When the run began, with offset.</summary>
    public string? RunStartedAt { get; set; }
}
