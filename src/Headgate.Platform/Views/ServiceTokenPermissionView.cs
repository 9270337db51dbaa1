using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A permission set of a token in the long form.</summary>
internal sealed record ServiceTokenPermissionView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required long ServiceTokenId { get; init; }
    public long? ProjectId { get; init; }
    public required bool AllProjects { get; init; }
    public required string PermissionSet { get; init; }
    public required int State { get; init; }
    public required IReadOnlyList<string> WritableEnvironmentCategories { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public static ServiceTokenPermissionView Of(ServiceTokenPermission permission) =>
        new()
        {
            Id = permission.Id,
            AccountId = permission.AccountId,
            ServiceTokenId = permission.ServiceTokenId,
            ProjectId = permission.ProjectId,
            AllProjects = permission.AllProjects,
            PermissionSet = permission.PermissionSet,
            State = (int)permission.State,
            WritableEnvironmentCategories = permission.WritableEnvironmentCategories,
            CreatedAt = permission.CreatedAt,
            UpdatedAt = permission.UpdatedAt,
        };
}
