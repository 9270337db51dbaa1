using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tokens;

/// <summary>Knows the owners of personal access tokens, who have exactly the rights of their user: groups, capped by the licence.</summary>
internal sealed class PersonalTokenCallers(TokenLookups lookups) : TokenCallers(lookups)
{
    private static readonly PermissionGrant[] ItRights =
    [
        new("security_admin", null, EnvironmentCategories.None),
        new("billing_admin", null, EnvironmentCategories.None),
    ];

    public override string Prefix => TokenSecret.PersonalPrefix;

    protected override async Task<KnownToken?> ReadAsync(HeadgateDb db, string hash, CancellationToken cancellation)
    {
        if (await db.PersonalTokens.AsNoTracking().FirstOrDefaultAsync(t => t.TokenHash == hash, cancellation) is not { } token)
        {
            return null;
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
            Rights = await RightsAsync(db, token, place?.LicenseType, cancellation),
        };
        var isRevoked = token.State != RowState.Active || place is null || !user.IsActive || user.State != RowState.Active;
        return new KnownToken(caller, isRevoked, token.ExpiresAt);
    }

    protected override void NoteUse(TokenUse use, long token) => use.OfPersonalToken(token);

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
        return new TokenRights(permissions.Select(Grants.Of), readOnly: string.Equals(licence, "read_only", StringComparison.Ordinal));
    }
}
