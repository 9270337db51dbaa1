using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Warehouse credentials on the wire: passwords and keys are write only and never in it.</summary>
internal sealed record CredentialView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public long? ProjectId { get; init; }
    public required string Type { get; init; }
    public required int State { get; init; }
    public required int Threads { get; init; }
    public required string TargetName { get; init; }
    public string? AdapterVersion { get; init; }
    public long? AdapterId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Username { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DefaultSchema { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Schema { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Fields of the type beside these: <c>auth_type</c>, <c>role</c>, <c>credential_details</c>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static CredentialView Of(Credential credential)
    {
        var bySchema = credential.Type is "snowflake" or "bigquery" or "adapter";
        return new CredentialView
        {
            Id = credential.Id,
            AccountId = credential.AccountId,
            ProjectId = credential.ProjectId,
            Type = credential.Type,
            State = (int)credential.State,
            Threads = credential.Threads,
            TargetName = credential.TargetName,
            AdapterVersion = credential.AdapterVersion,
            AdapterId = credential.AdapterId,
            Username = credential.Type is "snowflake" ? null : credential.Username,
            User = credential.Type is "snowflake" ? credential.Username : null,
            DefaultSchema = bySchema ? null : credential.Schema,
            Schema = bySchema ? credential.Schema : null,
            CreatedAt = credential.CreatedAt,
            UpdatedAt = credential.UpdatedAt,
            Others = StoredJson.Fields(credential.Fields),
        };
    }
}
