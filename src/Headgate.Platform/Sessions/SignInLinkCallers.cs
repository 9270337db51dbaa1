using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Sessions;

/// <summary>Knows who follows a link. Used or too old, it is refused.</summary>
internal sealed class SignInLinkCallers(
    IDbContextFactory<HeadgateDb> databases,
    TokenHasher hasher,
    SessionOwners owners,
    TimeProvider time
) : ICallerSource
{
    public string Prefix => SessionSecret.LinkPrefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        var hash = hasher.Hash(credential);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (
            await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.SecretHash == hash && s.OpenedAt == null, cancellation)
            is not { } link
        )
        {
            // Before anybody has signed in, somebody guesses the first link.
            return CallerResult.Refused(
                await db.Sessions.AnyAsync(s => s.OpenedAt != null, cancellation) ? Reason.UnknownCredential : Reason.NotInitialised
            );
        }
        var owner = await owners.FindAsync(db, link, cancellation);
        return owner.Refusal is not null ? owner
            : link.EndedAt is not null ? CallerResult.Refused(Reason.LinkSpent, owner.Caller)
            : link.ExpiresAt <= time.GetUtcNow() ? CallerResult.Refused(Reason.Expired, owner.Caller)
            : CallerResult.Found(new SignInLinkCaller(owner.Caller, link.Id), owner.Note);
    }
}
