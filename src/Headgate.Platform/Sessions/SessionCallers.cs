using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Sessions;

/// <summary>Knows the owners of sessions. Each call asks the database, so that an ended session is refused at once by every server.</summary>
internal sealed class SessionCallers(IDbContextFactory<HeadgateDb> databases, TokenHasher hasher, SessionOwners owners, TimeProvider time)
    : ICallerSource
{
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    public string Prefix => SessionSecret.SessionPrefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        var hash = hasher.Hash(credential);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (
            await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.SecretHash == hash, cancellation)
            is not { OpenedAt: not null } session
        )
        {
            return CallerResult.Refused(Reason.UnknownCredential);
        }
        var owner = await owners.FindAsync(db, session, cancellation);
        var now = time.GetUtcNow();
        if (owner.Refusal is not null)
        {
            return owner;
        }
        if (session.EndedAt is not null)
        {
            return CallerResult.Refused(Reason.SessionEnded, owner.Caller);
        }
        if (session.ExpiresAt <= now || session.LastUsed + SessionSecret.Idle <= now)
        {
            return CallerResult.Refused(Reason.Expired, owner.Caller);
        }
        if (session.LastUsed + Noted <= now)
        {
            await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsed, now), cancellation);
        }
        return CallerResult.Found(new SessionCaller(owner.Caller, session.Id), owner.Note);
    }
}
