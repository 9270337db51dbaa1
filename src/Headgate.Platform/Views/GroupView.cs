using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A group on the wire.</summary>
internal sealed record GroupView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required string Name { get; init; }
    public required int State { get; init; }
    public required bool AssignByDefault { get; init; }
    public required IReadOnlyList<string> SsoMappingGroups { get; init; }
    public required bool ScimManaged { get; init; }
    public required int MemberCount { get; init; }
    public required IReadOnlyList<GroupPermissionView> GroupPermissions { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public static GroupView Of(Group group, int members, IEnumerable<GroupPermission> permissions) =>
        new()
        {
            Id = group.Id,
            AccountId = group.AccountId,
            Name = group.Name,
            State = (int)group.State,
            AssignByDefault = group.AssignByDefault,
            SsoMappingGroups = group.SsoMappingGroups,
            ScimManaged = group.ScimManaged,
            MemberCount = members,
            GroupPermissions = [.. permissions.Select(GroupPermissionView.Of)],
            CreatedAt = group.CreatedAt,
            UpdatedAt = group.UpdatedAt,
        };
}
