using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>Finds foreign tools by their names. One that nobody has looked at, or that has changed since, is none.</summary>
internal static class ForeignToolTargets
{
    public static async Task<Target?> FindAsync(HeadgateDb db, long account, string name, CancellationToken cancellation) =>
        await db
            .ForeignTools.AsNoTracking()
            .Where(t => t.AccountId == account && t.Name == name && t.State == RowState.Active)
            .Where(t => t.LeftOut == null && t.ReviewedDigest == t.Digest)
            .AnyAsync(t => db.ForeignServers.Any(s => s.Id == t.ServerId && s.State == RowState.Active), cancellation)
            ? new()
            {
                Kind = TargetKind.ForeignTool,
                AccountId = account,
                Id = name,
            }
            : null;
}
