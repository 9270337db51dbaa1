using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Checks that the projects of grants exist.</summary>
internal static class GrantProjects
{
    public static async Task CheckAsync(HeadgateDb db, CallContext call, IReadOnlyList<GivenGrant> grants, CancellationToken cancellation)
    {
        var wanted = grants.Select(g => g.ProjectId).OfType<long>().Distinct().ToList();
        if (wanted.Count == 0)
        {
            return;
        }
        var found = await db
            .Projects.Where(p => p.AccountId == call.AccountId && p.State == RowState.Active && wanted.Contains(p.Id))
            .Select(p => p.Id)
            .ToListAsync(cancellation);
        foreach (var missing in wanted.Except(found))
        {
            call.Body.Problem("project_id", $"no project has the id {missing}");
        }
    }
}
