using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tokens;

/// <summary>Knows the owners of service tokens.</summary>
internal sealed class ServiceTokenCallers(
    IDbContextFactory<HeadgateDb> databases,
    TokenHasher hasher,
    TokenCache cache,
    TokenUse use,
    ExpiryClock expiry
) : ICallerSource
{
    public string Prefix => TokenSecret.ServicePrefix;

    public ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        var hash = hasher.Hash(credential);
        return cache.TryFind(hash, out var kept) ? ValueTask.FromResult(kept) : LookUpAsync(hash, cancellation);
    }

    private async ValueTask<CallerResult> LookUpAsync(string hash, CancellationToken cancellation)
    {
        var version = cache.Version;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var token = await db.ServiceTokens.AsNoTracking().FirstOrDefaultAsync(t => t.TokenHash == hash, cancellation);
        if (token is null)
        {
            return CallerResult.Refused(Reason.UnknownCredential);
        }
        var permissions = await db
            .ServiceTokenPermissions.AsNoTracking()
            .Where(p => p.ServiceTokenId == token.Id && p.State == RowState.Active)
            .ToListAsync(cancellation);
        var caller = new Caller
        {
            Kind = CallerKind.ServiceToken,
            Id = token.Id,
            Name = token.Name,
            AccountId = token.AccountId,
            Details = new TokenRights(
                permissions.Select(p => Grants.Of(p.PermissionSet, p.AllProjects, p.ProjectId, p.WritableEnvironmentCategories))
            ),
        };
        if (token.State != RowState.Active)
        {
            return CallerResult.Refused(Reason.Revoked, caller);
        }
        if (token.ExpiresAt <= expiry.Now)
        {
            return CallerResult.Refused(Reason.Expired, caller);
        }
        use.OfServiceToken(token.Id);
        var result = CallerResult.Found(caller);
        cache.Keep(hash, result, version);
        return result;
    }
}
