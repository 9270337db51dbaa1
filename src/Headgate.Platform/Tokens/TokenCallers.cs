using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tokens;

/// <summary>Knows the owners of one kind of tokens, by the keyed hash of the secret.</summary>
internal abstract class TokenCallers(TokenLookups lookups) : ICallerSource
{
    private Func<string, CancellationToken, Task<KnownToken?>>? _read;

    public abstract string Prefix { get; }

    public ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation) =>
        OfHashAsync(lookups.Hasher.Hash(credential), cancellation);

    /// <summary>The owner of a token by its keyed hash.</summary>
    public async ValueTask<CallerResult> OfHashAsync(string hash, CancellationToken cancellation)
    {
        var known = await lookups.Recent.FindAsync(hash, _read ??= ReadAsync, cancellation);
        return known switch
        {
            null => CallerResult.Refused(Reason.UnknownCredential),
            { IsRevoked: true } => CallerResult.Refused(Reason.Revoked, known.Caller),
            { ExpiresAt: { } end } when end <= lookups.Expiry.Now => CallerResult.Refused(Reason.Expired, known.Caller),
            _ => CallerResult.Found(known.Caller),
        };
    }

    /// <summary>Reads the token of a hash; null where there is none.</summary>
    protected abstract Task<KnownToken?> ReadAsync(HeadgateDb db, string hash, CancellationToken cancellation);

    /// <summary>Notes that a token was used.</summary>
    protected abstract void NoteUse(TokenUse use, long token);

    private async Task<KnownToken?> ReadAsync(string hash, CancellationToken cancellation)
    {
        await using var db = await lookups.Databases.CreateDbContextAsync(cancellation);
        var known = await ReadAsync(db, hash, cancellation);
        if (known is { IsRevoked: false } && !(known.ExpiresAt <= lookups.Expiry.Now))
        {
            NoteUse(lookups.Use, known.Caller.Id);
        }
        return known;
    }
}

/// <summary>What looking up a token takes.</summary>
internal sealed record TokenLookups(
    IDbContextFactory<HeadgateDb> Databases,
    TokenHasher Hasher,
    RecentLookups<KnownToken> Recent,
    TokenUse Use,
    ExpiryClock Expiry
);
