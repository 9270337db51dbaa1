using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tokens;

/// <summary>Knows the owners of service tokens.</summary>
internal sealed class ServiceTokenCallers(TokenLookups lookups) : TokenCallers(lookups)
{
    public override string Prefix => TokenSecret.ServicePrefix;

    protected override async Task<KnownToken?> ReadAsync(HeadgateDb db, string hash, CancellationToken cancellation)
    {
        if (await db.ServiceTokens.AsNoTracking().FirstOrDefaultAsync(t => t.TokenHash == hash, cancellation) is not { } token)
        {
            return null;
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
            Rights = new TokenRights(permissions.Select(Grants.Of)),
        };
        return new KnownToken(caller, token.State != RowState.Active, token.ExpiresAt);
    }

    protected override void NoteUse(TokenUse use, long token) => use.OfServiceToken(token);
}
