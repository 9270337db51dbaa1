using Microsoft.EntityFrameworkCore;

namespace Headgate.Store.Rights;

/// <summary>
/// How often anybody has changed who may what in the database: this process, another server, the command line. Asked at most once in a second, for all that was looked up.
/// </summary>
public sealed class StoredRights(IDbContextFactory<HeadgateDb> databases, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private readonly Lock _asking = new();
    private volatile Reading? _last;
    private Task<Reading>? _asked;

    /// <summary>The number, where it was asked for within the last second; else null.</summary>
    public long? Known => _last is { } last && time.GetElapsedTime(last.At) < Life ? last.Changes : null;

    /// <summary>The number, as it was a second ago at most.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<long> CurrentAsync(CancellationToken cancellation)
    {
        if (Known is { } known)
        {
            return known;
        }
        Task<Reading> asked;
        lock (_asking)
        {
            // Whoever comes while it is asked waits for that answer, which a caller who leaves does not end.
            asked = _asked is { IsCompleted: false } under ? under : _asked = ReadAsync();
        }
        return (await asked.WaitAsync(cancellation)).Changes;
    }

    private async Task<Reading> ReadAsync()
    {
        var at = time.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync();
        var changes = await db
            .Counters.AsNoTracking()
            .Where(c => c.Kind == RightsTriggers.Kind)
            .Select(c => c.Value)
            .SingleAsync(CancellationToken.None);
        return _last = new Reading(changes, at);
    }

    private sealed record Reading(long Changes, long At);
}
