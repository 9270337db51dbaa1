using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Sessions;

/// <summary>Finds who a session or a link belongs to: the owner of its token, judged as if the token itself were shown.</summary>
internal sealed class SessionOwners(ServiceTokenCallers service, PersonalTokenCallers personal)
{
    public async ValueTask<CallerResult> FindAsync(HeadgateDb db, Session session, CancellationToken cancellation)
    {
        var hash = session.IsPersonal
            ? await db.PersonalTokens.Where(t => t.Id == session.TokenId).Select(t => t.TokenHash).FirstOrDefaultAsync(cancellation)
            : await db.ServiceTokens.Where(t => t.Id == session.TokenId).Select(t => t.TokenHash).FirstOrDefaultAsync(cancellation);
        return hash is null ? CallerResult.Refused(Reason.Revoked)
            : session.IsPersonal ? await personal.OfHashAsync(hash, cancellation)
            : await service.OfHashAsync(hash, cancellation);
    }
}
