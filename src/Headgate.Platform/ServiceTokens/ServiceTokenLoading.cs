using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Reads the permission sets of service tokens.</summary>
internal static class ServiceTokenLoading
{
    public static async Task<ILookup<long, ServiceTokenPermission>> PermissionsAsync(
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

    public static async Task<ServiceTokenView> ViewAsync(
        HeadgateDb db,
        ServiceToken token,
        string? secret,
        CancellationToken cancellation
    ) => ServiceTokenView.Of(token, [.. (await PermissionsAsync(db, [token.Id], cancellation))[token.Id]], secret);

    /// <summary>Rows of grants.</summary>
    public static IEnumerable<ServiceTokenPermission> Rows(long account, long token, IEnumerable<Groups.GivenGrant> grants) =>
        grants.Select(g => new ServiceTokenPermission
        {
            AccountId = account,
            ServiceTokenId = token,
            PermissionSet = g.Set,
            AllProjects = g.AllProjects,
            ProjectId = g.ProjectId,
            WritableEnvironmentCategories = [.. g.Categories],
        });
}
