using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Warehouse credentials on the wire: passwords and keys are write only and never in it.</summary>
internal sealed record CredentialView
{
    private readonly Credential _row;

    private CredentialView(Credential row) => _row = row;

    public static CredentialView Of(Credential row) => new(row) { Others = StoredJson.Fields(row.Fields) };

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long? ProjectId => _row.ProjectId;
    public string Type => _row.Type;
    public int State => (int)_row.State;
    public int Threads => _row.Threads;
    public string TargetName => _row.TargetName;
    public string? AdapterVersion => _row.AdapterVersion;
    public long? AdapterId => _row.AdapterId;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Username => _row.Type is "snowflake" ? null : _row.Username;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User => _row.Type is "snowflake" ? _row.Username : null;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DefaultSchema => NamesSchema ? null : _row.Schema;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Schema => NamesSchema ? _row.Schema : null;

    public SpaceTime CreatedAt => _row.CreatedAt;
    public SpaceTime UpdatedAt => _row.UpdatedAt;

    /// <summary>Fields of the type beside these: <c>auth_type</c>, <c>role</c>, <c>credential_details</c>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    private bool NamesSchema => _row.Type is "snowflake" or "bigquery" or "adapter";
}
