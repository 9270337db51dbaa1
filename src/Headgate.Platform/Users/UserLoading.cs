using Headgate.Platform.Groups;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Users;

/// <summary>Makes views of users with their licences and groups in one account.</summary>
internal static class UserLoading
{
    public static async Task<IReadOnlyList<UserView>> ViewsAsync(
        HeadgateDb db,
        long account,
        IReadOnlyList<User> users,
        bool withGroups,
        CancellationToken cancellation
    )
    {
        var ids = users.Select(u => u.Id).ToList();
        var places = (
            await db
                .Memberships.AsNoTracking()
                .Where(m => m.AccountId == account && m.State == RowState.Active && ids.Contains(m.UserId))
                .ToListAsync(cancellation)
        ).ToLookup(m => m.UserId);
        var groups = withGroups ? await GroupsAsync(db, account, ids, cancellation) : null;
        return [.. users.Select(u => UserView.Of(u, [.. places[u.Id].Select(p => UserLicenseView.Of(p, groups?[u.Id] ?? []))]))];
    }

    private static async Task<ILookup<long, GroupView>> GroupsAsync(
        HeadgateDb db,
        long account,
        List<long> users,
        CancellationToken cancellation
    )
    {
        var members = await db
            .GroupMembers.AsNoTracking()
            .Where(m => m.AccountId == account && users.Contains(m.UserId))
            .ToListAsync(cancellation);
        var ids = members.Select(m => m.GroupId).Distinct().ToList();
        var rows = await db.Groups.AsNoTracking().Where(g => ids.Contains(g.Id) && g.State == RowState.Active).ToListAsync(cancellation);
        var views = (await GroupLoading.ViewsAsync(db, rows, cancellation)).ToDictionary(g => g.Id);
        return members.Where(m => views.ContainsKey(m.GroupId)).OrderBy(m => m.GroupId).ToLookup(m => m.UserId, m => views[m.GroupId]);
    }
}
