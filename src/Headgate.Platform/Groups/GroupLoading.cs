using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Makes views of groups with members counted and permission sets read: two queries, whatever their number.</summary>
internal static class GroupLoading
{
    public static async Task<GroupView> OneAsync(HeadgateDb db, Group group, CancellationToken cancellation) =>
        (await ViewsAsync(db, [group], cancellation))[0];

    /// <summary>What groups give their members.</summary>
    public static async Task<IReadOnlyList<PermissionGrant>> GrantsAsync(
        HeadgateDb db,
        IReadOnlyCollection<long> groups,
        CancellationToken cancellation
    )
    {
        var rows = await db
            .GroupPermissions.AsNoTracking()
            .Where(p => groups.Contains(p.GroupId) && p.State == RowState.Active)
            .ToListAsync(cancellation);
        return [.. rows.Select(Grants.Of)];
    }

    public static async Task<IReadOnlyList<GroupView>> ViewsAsync(
        HeadgateDb db,
        IReadOnlyList<Group> groups,
        CancellationToken cancellation
    )
    {
        var ids = groups.Select(g => g.Id).ToList();
        var members = await db
            .GroupMembers.Where(m => ids.Contains(m.GroupId))
            .GroupBy(m => m.GroupId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var permissions = (
            await db
                .GroupPermissions.AsNoTracking()
                .Where(p => ids.Contains(p.GroupId) && p.State == RowState.Active)
                .OrderBy(p => p.Id)
                .ToListAsync(cancellation)
        ).ToLookup(p => p.GroupId);
        return [.. groups.Select(g => GroupView.Of(g, members.GetValueOrDefault(g.Id), permissions[g.Id]))];
    }
}
