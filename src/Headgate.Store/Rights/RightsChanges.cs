using Microsoft.EntityFrameworkCore;

namespace Headgate.Store.Rights;

/// <summary>Begins changes of who may what. Nothing else writes tokens, groups, members, agents, keys or grants while the server runs.</summary>
public sealed class RightsChanges(IDbContextFactory<HeadgateDb> databases, RightsVersion rights)
{
    /// <summary>Begins one, with a context and a transaction of its own.</summary>
    public async Task<RightsChange> BeginAsync(CancellationToken cancellation)
    {
        var db = await databases.CreateDbContextAsync(cancellation);
        try
        {
            return new RightsChange(db, await db.Database.BeginTransactionAsync(cancellation), rights);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
