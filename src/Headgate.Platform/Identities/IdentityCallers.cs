using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Identities;

/// <summary>Knows people by the word of the operator's identity provider.</summary>
internal sealed class IdentityCallers(
    IDbContextFactory<HeadgateDb> databases,
    IdentityCredentials credentials,
    IdentityAdmission admission,
    PersonalTokenCallers personal
) : ICallerSource
{
    public string Prefix => IdentityCredentials.Prefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        if (credentials.Read(credential) is not { } identity)
        {
            return CallerResult.Refused(Reason.UnknownCredential);
        }
        var admitted = await admission.AdmitAsync(identity, cancellation);
        if (admitted.TokenId is not { } token)
        {
            return new CallerResult(Caller.Anonymous, Reason.NotAdmitted, admitted.Fault);
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var hash = await db.PersonalTokens.Where(t => t.Id == token).Select(t => t.TokenHash).FirstAsync(cancellation);
        var owner = await personal.OfHashAsync(hash, cancellation);
        return owner.Refusal is null ? CallerResult.Found(new SignInCaller(owner.Caller), $"known by {identity.Issuer}") : owner;
    }
}
