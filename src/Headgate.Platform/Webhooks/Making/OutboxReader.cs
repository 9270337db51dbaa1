using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>
/// Turns new outbox rows into events. A row is marked in the transaction that writes its events, so that a crash makes neither two of an event
/// nor none; where two nodes read one row, the second finds it marked.
/// </summary>
internal sealed partial class OutboxReader(IDbContextFactory<HeadgateDb> databases, TimeProvider clock, ILogger<OutboxReader> logger)
{
    private const int Batch = 200;

    /// <summary>Reads everything that is new, in order. Returns how many events were made.</summary>
    public async Task<int> ReadAsync(CancellationToken cancellation)
    {
        var (made, last) = (0, 0L);
        while (true)
        {
            var rows = await NewAsync(last, cancellation);
            if (rows.Count == 0)
            {
                return made;
            }
            last = rows[^1].Id;
            made += await TryHandleAsync(rows, cancellation);
        }
    }

    private async Task<List<OutboxEvent>> NewAsync(long after, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .OutboxEvents.AsNoTracking()
            .Where(row => row.HandledAt == null && row.Id > after)
            .OrderBy(row => row.Id)
            .Take(Batch)
            .ToListAsync(cancellation);
    }

    /// <summary>All in one transaction; one by one where that fails. A row that cannot be handled does not hold up the others; it is tried again with the next look.</summary>
    private async Task<int> TryHandleAsync(List<OutboxEvent> rows, CancellationToken cancellation)
    {
        try
        {
            if (await HandleAsync(rows, cancellation) is { } all)
            {
                return all;
            }
        }
        catch (Exception) when (!cancellation.IsCancellationRequested && rows.Count > 1)
        {
            // Which of them it is shows below.
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(rows[0].Id, rows[0].Type, failure);
            return 0;
        }
        var made = 0;
        foreach (var row in rows.Count > 1 ? rows : [])
        {
            made += await TryHandleAsync([row], cancellation);
        }
        return made;
    }

    /// <summary>Returns how many events were made; null, and none are, where another node has handled some of the rows.</summary>
    private async Task<int?> HandleAsync(List<OutboxEvent> rows, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (now, ids) = (clock.Now(), rows.ConvertAll(row => row.Id));
        var marked = await db
            .OutboxEvents.Where(other => ids.Contains(other.Id) && other.HandledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.HandledAt, now), cancellation);
        if (marked < rows.Count)
        {
            return null;
        }
        var active = await EventMaking.ActiveAsync(db, rows.Select(row => row.AccountId).Distinct().ToList(), cancellation);
        var events = new List<WebhookEvent>();
        foreach (var row in rows)
        {
            events.AddRange(await EventMaking.OfAsync(db, row, active, now, cancellation));
        }
        db.AddRange(events);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return events.Count;
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Error, Message = "No webhook events could be made of outbox row {Id} ({Type})")]
    private partial void LogFailed(long id, string type, Exception failure);
}
