using System.Collections.Concurrent;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Headgate.Platform.Passwords;

/// <summary>
/// Tries passwords: one at a time for each address, so that many at once are no more than many in a row, and few at once for all. Wrong ones of an address make the next wait, longer each time, whether
/// anybody has that address or not.
/// </summary>
internal sealed class PasswordTries(IDbContextFactory<HeadgateDb> databases, TimeProvider time) : IDisposable
{
    /// <summary>Wrong ones in a row after which the next has to wait.</summary>
    public const int Allowed = 5;

    private const int MostAtOnce = 32;
    private const int MostUnknown = 10_000;
    private const int MostAccounts = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, byte> _trying = new(StringComparer.Ordinal);
    private readonly MemoryCache _unknown = new(new MemoryCacheOptions { SizeLimit = MostUnknown });
    private int _atOnce;

    /// <summary>Tries one.</summary>
    /// <param name="email">The address, as it was typed.</param>
    /// <param name="password">The password.</param>
    /// <param name="account">The account whose password is meant; null for any of the person's.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<PasswordTry> TryAsync(string email, string password, long? account, CancellationToken cancellation)
    {
        var address = email.ToLowerInvariant();
        if (Interlocked.Increment(ref _atOnce) > MostAtOnce || !_trying.TryAdd(address, 0))
        {
            Interlocked.Decrement(ref _atOnce);
            return new PasswordTry(null, MustWait: true);
        }
        try
        {
            return await TryOneAsync(email, address, password, account, cancellation);
        }
        finally
        {
            _trying.TryRemove(address, out _);
            Interlocked.Decrement(ref _atOnce);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _unknown.Dispose();

    private async Task<PasswordTry> TryOneAsync(
        string email,
        string address,
        string password,
        long? account,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await (
            from row in db.Passwords
            join user in db.Users on row.UserId equals user.Id
            where
                (user.Email == email || user.Email == address)
                && user.State == RowState.Active
                && user.IsActive
                && (account == null || row.AccountId == account)
            orderby row.AccountId
            select row
        )
            .AsNoTracking()
            .Take(MostAccounts)
            .ToListAsync(cancellation);
        var now = time.GetUtcNow();
        if (
            rows.Exists(row => row.LockedUntil > now)
            || (rows.Count == 0 && _unknown.TryGetValue(address, out Guesses? made) && made!.Until > now)
        )
        {
            return new PasswordTry(null, MustWait: true);
        }
        Password? found = null;
        foreach (var row in rows)
        {
            found ??= await PasswordHash.IsAsync(password, row.Hash, cancellation) ? row : null;
        }
        if (rows.Count == 0)
        {
            // It costs the same time as with a password.
            await PasswordHash.IsAsync(password, null, cancellation);
        }
        var ids = rows.Select(row => row.Id).ToList();
        if (found is not null)
        {
            await db
                .Passwords.Where(p => ids.Contains(p.Id) && p.Failures > 0)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(p => p.Failures, 0).SetProperty(p => p.LockedUntil, (DateTimeOffset?)null),
                    cancellation
                );
            return new PasswordTry(found, MustWait: false);
        }
        if (rows.Count == 0)
        {
            var failures = (_unknown.Get<Guesses>(address)?.Failures ?? 0) + 1;
            _unknown.Set(
                address,
                new Guesses(failures, Until(failures, now)),
                new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) }
            );
            return default;
        }
        // A lock that somebody else has set meanwhile is not taken away.
        await db
            .Passwords.Where(p => ids.Contains(p.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Failures, p => p.Failures + 1), cancellation);
        if (Until(rows.Max(row => row.Failures) + 1, now) is { } until)
        {
            await db
                .Passwords.Where(p => ids.Contains(p.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.LockedUntil, (DateTimeOffset?)until), cancellation);
        }
        return default;
    }

    private static DateTimeOffset? Until(int failures, DateTimeOffset now)
    {
        if (failures < Allowed)
        {
            return null;
        }
        var wait = FirstWait * Math.Pow(2, Math.Min(failures - Allowed, 10));
        return now + (wait < LongestWait ? wait : LongestWait);
    }

    private sealed record Guesses(int Failures, DateTimeOffset? Until);
}
