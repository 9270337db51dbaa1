using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Passwords;

/// <summary>Knows people by their address and password. That an address guesses is noticed for passwords as for every other credential.</summary>
internal sealed class PasswordCallers(IDbContextFactory<HeadgateDb> databases, PersonalTokenCallers personal, PasswordTries tries)
    : ICallerSource
{
    public string Prefix => PasswordCredential.Prefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        if (!PasswordCredential.TryRead(credential, out var email, out var password))
        {
            return CallerResult.Refused(Reason.UnknownCredential);
        }
        var tried = await tries.TryAsync(email, password, account: null, cancellation);
        if (tried.Row is not { } known)
        {
            return CallerResult.Refused(tried.MustWait ? Reason.GuessingSuspected : Reason.UnknownCredential);
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var hash = await db.PersonalTokens.Where(t => t.Id == known.TokenId).Select(t => t.TokenHash).FirstAsync(cancellation);
        var owner = await personal.OfHashAsync(hash, cancellation);
        return owner.Refusal is null ? CallerResult.Found(new SignInCaller(owner.Caller), owner.Note) : owner;
    }
}
