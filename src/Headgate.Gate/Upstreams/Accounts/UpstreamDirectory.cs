using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Upstreams.Accounts;

/// <summary>Finds accounts elsewhere, with their token opened.</summary>
internal sealed class UpstreamDirectory(
    IDbContextFactory<HeadgateDb> databases,
    SecretsAtRest secrets,
    TokenHasher hasher,
    RecentLookups<KnownUpstream> recent
)
{
    private Func<string, CancellationToken, Task<KnownUpstream?>>? _read;

    /// <summary>An upstream by its id; null where it was removed.</summary>
    /// <exception cref="FactsUnavailableException">Its token cannot be opened.</exception>
    public ValueTask<KnownUpstream?> FindAsync(long id, CancellationToken cancellation) =>
        recent.FindAsync(id.ToString(CultureInfo.InvariantCulture), _read ??= ReadAsync, cancellation);

    /// <summary>Whether a credential is the token of one of them.</summary>
    public async ValueTask<bool> HoldsAsync(string credential, CancellationToken cancellation)
    {
        var hash = hasher.Hash(credential);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Upstreams.AnyAsync(u => u.TokenHash == hash && u.State == RowState.Active, cancellation);
    }

    /// <summary>An upstream as a row has it.</summary>
    /// <exception cref="FactsUnavailableException">Its token cannot be opened.</exception>
    public KnownUpstream Of(Upstream row)
    {
        try
        {
            return new KnownUpstream
            {
                Id = row.Id,
                Name = row.Name,
                HomeAccountId = row.AccountId,
                AccountId = row.RemoteAccountId,
                BaseAddress = row.BaseAddress,
                Token = secrets.Open(row.SealedToken),
                Timeout = TimeSpan.FromSeconds(row.TimeoutSeconds),
                Version = row.UpdatedAt.UtcTicks,
            };
        }
        catch (CryptographicException)
        {
            throw new FactsUnavailableException(
                $"The token of upstream \"{row.Name}\" cannot be opened: the server's keys are not those that it was sealed with. "
                    + "The operator can put the keys back, or give the token anew with 'headgate upstream update'.",
                HttpStatusCode.ServiceUnavailable
            );
        }
    }

    private async Task<KnownUpstream?> ReadAsync(string id, CancellationToken cancellation)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db.Upstreams.AsNoTracking().FirstOrDefaultAsync(u => u.Id == number && u.State == RowState.Active, cancellation);
        return row is null ? null : Of(row);
    }
}
