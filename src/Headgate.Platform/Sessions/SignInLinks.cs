using Headgate.Catalogue;
using Headgate.Platform.Accounts;
using Headgate.Platform.Tokens;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Sessions;

/// <summary>Makes links with which somebody at the machine signs in to the console: for one use, within half an hour, with the rights of a token.</summary>
public sealed class SignInLinks(IDbContextFactory<HeadgateDb> databases, TokenHasher hasher, IOperatorRecord record, TimeProvider time)
{
    /// <summary>The path of the console that takes a link.</summary>
    public const string Path = "/sign-in?link=";

    /// <summary>Whether nobody has ever signed in, nor been given a link.</summary>
    /// <param name="cancellation">Ends the look-up.</param>
    public async Task<bool> IsFreshAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return !await db.Sessions.AnyAsync(cancellation);
    }

    /// <summary>
    /// A link that stands for the oldest token of an account that may do everything; null where there is none. The record has it before it exists.
    /// </summary>
    /// <param name="account">The account; null for the oldest.</param>
    /// <param name="by">Who makes it, as the machine knows them.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public async Task<Secret?> AddAsync(long? account, string by, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (secret, now) = (TokenSecret.New(SessionSecret.LinkPrefix), time.GetUtcNow());
        var service = await (
            from token in db.ServiceTokens
            join permission in db.ServiceTokenPermissions on token.Id equals permission.ServiceTokenId
            where
                (account == null || token.AccountId == account)
                && token.State == RowState.Active
                && (token.ExpiresAt == null || token.ExpiresAt > now)
                && permission.State == RowState.Active
                && permission.PermissionSet == OperatorTokens.AdminSet
            orderby token.Id
            select token
        )
            .AsNoTracking()
            .FirstOrDefaultAsync(cancellation);
        if (service is null)
        {
            return null;
        }
        await record.RecordAsync(
            new OperatorAct(
                by,
                "operator.sessions.link",
                service.AccountId,
                $"made a link that signs in to the console once with the rights of service token \"{service.Name}\""
            )
        );
        db.Sessions.Add(
            new Session
            {
                AccountId = service.AccountId,
                TokenId = service.Id,
                SecretHash = hasher.Hash(secret),
                CreatedAt = now,
                LastUsed = now,
                ExpiresAt = now + SessionSecret.LinkLife,
            }
        );
        await db.SaveChangesAsync(cancellation);
        return secret;
    }
}
