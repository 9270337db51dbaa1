using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A permission set of a group on the wire.</summary>
internal sealed record GroupPermissionView : PermissionSetView
{
    private GroupPermissionView(GroupPermission row)
        : base(row) => (GroupId, PermissionLevel) = (row.GroupId, row.PermissionLevel);

    public static GroupPermissionView Of(GroupPermission row) => new(row);

    public long GroupId { get; }
    public int? PermissionLevel { get; }
}
