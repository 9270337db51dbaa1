using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tokens;

/// <summary>Knows the owners of personal access tokens, who have exactly the rights of their user: groups, capped by the licence.</summary>
internal sealed class PersonalTokenCallers(
    IDbContextFactory<HeadgateDb> databases,
    TokenHasher hasher,
    TokenCache cache,
    TokenUse use,
    ExpiryClock expiry
) : ICallerSource
{
    private static readonly PermissionGrant[] ItRights =
    [
        new("security_admin", null, EnvironmentCategories.None),
        new("billing_admin", null, EnvironmentCategories.None),
    ];

    public string Prefix => TokenSecret.PersonalPrefix;

    public ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        var hash = hasher.Hash(credential);
        return cache.TryFind(hash, out var kept) ? ValueTask.FromResult(kept) : LookUpAsync(hash, cancellation);
    }

    private async ValueTask<CallerResult> LookUpAsync(string hash, CancellationToken cancellation)
    {
        var version = cache.Version;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var token = await db.PersonalTokens.AsNoTracking().FirstOrDefaultAsync(t => t.TokenHash == hash, cancellation);
        if (token is null)
        {
            return CallerResult.Refused(Reason.UnknownCredential);
        }
        var user = await db.Users.AsNoTracking().FirstAsync(u => u.Id == token.UserId, cancellation);
        var place = await db
            .Memberships.AsNoTracking()
            .FirstOrDefaultAsync(
                m => m.AccountId == token.AccountId && m.UserId == token.UserId && m.State == RowState.Active,
                cancellation
            );
        var caller = new Caller
        {
            Kind = CallerKind.PersonalToken,
            Id = token.Id,
            Name = user.Email,
            AccountId = token.AccountId,
            UserId = user.Id,
            Details = await RightsAsync(db, token, place?.LicenseType, cancellation),
        };
        if (token.State != RowState.Active || place is null || !user.IsActive || user.State != RowState.Active)
        {
            return CallerResult.Refused(Reason.Revoked, caller);
        }
        if (token.ExpiresAt <= expiry.Now)
        {
            return CallerResult.Refused(Reason.Expired, caller);
        }
        use.OfPersonalToken(token.Id);
        var result = CallerResult.Found(caller);
        cache.Keep(hash, result, version);
        return result;
    }

    private static async Task<TokenRights> RightsAsync(HeadgateDb db, PersonalToken token, string? licence, CancellationToken cancellation)
    {
        if (string.Equals(licence, "it", StringComparison.Ordinal))
        {
            return new TokenRights(ItRights);
        }
        var permissions = await (
            from member in db.GroupMembers
            join team in db.Groups on member.GroupId equals team.Id
            join permission in db.GroupPermissions on team.Id equals permission.GroupId
            where
                member.UserId == token.UserId
                && team.AccountId == token.AccountId
                && team.State == RowState.Active
                && permission.State == RowState.Active
            select permission
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        return new TokenRights(
            permissions.Select(p => Grants.Of(p.PermissionSet, p.AllProjects, p.ProjectId, p.WritableEnvironmentCategories)),
            readOnly: string.Equals(licence, "read_only", StringComparison.Ordinal)
        );
    }
}
