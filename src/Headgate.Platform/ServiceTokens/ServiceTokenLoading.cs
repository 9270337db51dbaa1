using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Reads the permission sets of service tokens.</summary>
internal static class ServiceTokenLoading
{
    private static async Task<ILookup<long, ServiceTokenPermission>> PermissionsAsync(
        HeadgateDb db,
        IReadOnlyCollection<long> tokens,
        CancellationToken cancellation
    ) =>
        (
            await db
                .ServiceTokenPermissions.AsNoTracking()
                .Where(p => tokens.Contains(p.ServiceTokenId) && p.State == RowState.Active)
                .OrderBy(p => p.Id)
                .ToListAsync(cancellation)
        ).ToLookup(p => p.ServiceTokenId);

    public static async ValueTask<IReadOnlyList<ServiceTokenView>> ViewsAsync(
        HeadgateDb db,
        IReadOnlyList<ServiceToken> tokens,
        CancellationToken cancellation
    )
    {
        var permissions = await PermissionsAsync(db, [.. tokens.Select(t => t.Id)], cancellation);
        return [.. tokens.Select(t => ServiceTokenView.Of(t, [.. permissions[t.Id]]))];
    }

    public static async Task<ServiceTokenView> ViewAsync(
        HeadgateDb db,
        ServiceToken token,
        string? secret,
        CancellationToken cancellation
    ) => ServiceTokenView.Of(token, [.. (await PermissionsAsync(db, [token.Id], cancellation))[token.Id]], secret);

    /// <summary>A token that has not been revoked, to be changed; null where there is none.</summary>
    public static Task<ServiceToken?> ActiveAsync(HeadgateDb db, long id, CancellationToken cancellation) =>
        db.ServiceTokens.FirstOrDefaultAsync(t => t.Id == id && t.State == RowState.Active, cancellation);

    /// <summary>Rows of permission sets that are given.</summary>
    public static IEnumerable<ServiceTokenPermission> Rows(long account, long token, IEnumerable<GivenSet> given) =>
        given.Select(g => new ServiceTokenPermission
        {
            AccountId = account,
            ServiceTokenId = token,
            PermissionSet = g.Set,
            AllProjects = g.IsForAll,
            ProjectId = g.ProjectId,
            WritableEnvironmentCategories = [.. g.Categories],
        });
}
