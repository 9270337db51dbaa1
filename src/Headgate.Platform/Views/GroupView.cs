using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A group on the wire.</summary>
internal sealed record GroupView
{
    private readonly Group _row;

    private GroupView(Group row) => _row = row;

    public static GroupView Of(Group row, int members, IEnumerable<GroupPermission> permissions) =>
        new(row) { MemberCount = members, GroupPermissions = [.. permissions.Select(GroupPermissionView.Of)] };

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public string Name => _row.Name;
    public int State => (int)_row.State;
    public bool AssignByDefault => _row.AssignByDefault;
    public IReadOnlyList<string> SsoMappingGroups => _row.SsoMappingGroups;
    public bool ScimManaged => _row.ScimManaged;
    public required int MemberCount { get; init; }
    public required IReadOnlyList<GroupPermissionView> GroupPermissions { get; init; }
    public SpaceTime CreatedAt => _row.CreatedAt;
    public SpaceTime UpdatedAt => _row.UpdatedAt;
}
