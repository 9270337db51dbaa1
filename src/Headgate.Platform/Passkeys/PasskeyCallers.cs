using System.Buffers.Text;
using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Passkeys;

/// <summary>Knows people by what their passkey answers. An answer does once: the challenges that were made before it, and its own, are dead with it.</summary>
internal sealed class PasskeyCallers(
    IDbContextFactory<HeadgateDb> databases,
    PasskeyAuthority authority,
    PersonalTokenCallers personal,
    TimeProvider time
) : ICallerSource
{
    public string Prefix => PasskeyCredential.Prefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        if (
            !PasskeyCredential.TryRead(credential, out var state, out var answer)
            || await authority.SignedInAsync(state, answer) is not var (passkey, askedAt)
        )
        {
            return CallerResult.Refused(Reason.UnknownCredential);
        }
        var (id, now, count) = (Base64Url.EncodeToString(passkey.CredentialId), time.GetUtcNow(), (long)passkey.SignCount);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var taken = await db
            .Passkeys.Where(p => p.CredentialId == id && (p.LastChallenge == null || p.LastChallenge < askedAt))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(p => p.LastChallenge, askedAt)
                        .SetProperty(p => p.LastUsed, now)
                        .SetProperty(p => p.SignCount, count)
                        .SetProperty(p => p.IsBackedUp, passkey.IsBackedUp),
                cancellation
            );
        if (taken == 0)
        {
            return new CallerResult(Caller.Anonymous, Reason.UnknownCredential, "the passkey has answered a later challenge already");
        }
        var hash = await (
            from row in db.Passkeys
            join token in db.PersonalTokens on row.TokenId equals token.Id
            where row.CredentialId == id
            select token.TokenHash
        ).FirstAsync(cancellation);
        var owner = await personal.OfHashAsync(hash, cancellation);
        return owner.Refusal is null ? CallerResult.Found(new SignInCaller(owner.Caller), $"by passkey \"{passkey.Name}\"") : owner;
    }
}
