using System.Collections.Concurrent;
using Headgate.Platform.Webhooks.Sending;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks.Keeping;

/// <summary>
/// Writes down what came of attempts: receipts, the events' and the subscriptions' state. Attempts that end while a transaction is being written share the next one, so that
/// many of them cost little more than one.
/// </summary>
internal sealed class DeliveryResults(IDbContextFactory<HeadgateDb> databases, Backoff backoff, TimeProvider clock)
{
    /// <summary>Attempts in a row that may fail before a subscription is switched off.</summary>
    public const int FailuresAllowed = 5;

    /// <summary>Attempts of one transaction.</summary>
    private const int Most = 256;

    private readonly ConcurrentQueue<Ended> _ended = new();
    private int _writing;

    /// <summary>Writes down what came of an attempt; it is on the disk when this returns.</summary>
    public Task RecordAsync(WebhookEvent attempted, SendResult result)
    {
        var ended = new Ended(attempted, result, clock.Now());
        _ended.Enqueue(ended);
        if (Interlocked.Exchange(ref _writing, 1) == 0)
        {
            _ = WriteAllAsync();
        }
        return ended.Written.Task;
    }

    /// <summary>Whoever finds nobody writing writes for all who come meanwhile.</summary>
    private async Task WriteAllAsync()
    {
        do
        {
            while (!_ended.IsEmpty)
            {
                var some = new List<Ended>();
                while (some.Count < Most && _ended.TryDequeue(out var one))
                {
                    some.Add(one);
                }
                await TryWriteAsync(some);
            }
            Volatile.Write(ref _writing, 0);
            // One may have come between the last look and the moment when it would have found nobody writing.
        } while (!_ended.IsEmpty && Interlocked.Exchange(ref _writing, 1) == 0);
    }

    private async Task TryWriteAsync(List<Ended> some)
    {
        try
        {
            await WriteAsync(some);
        }
        catch (Exception failure)
        {
            some.ForEach(one => one.Written.TrySetException(failure));
            return;
        }
        some.ForEach(one => one.Written.TrySetResult());
    }

    private async Task WriteAsync(List<Ended> some)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        db.AddRange(some.Select(one => DeliveryReceipts.Of(one.Attempted, one.Result, one.At)));
        await db.SaveChangesAsync(CancellationToken.None);
        foreach (var alike in some.GroupBy(Outcome))
        {
            var (status, code, next) = alike.Key;
            var numbers = alike.Select(one => one.Attempted.Sequence).ToList();
            await db
                .WebhookEvents.Where(e => numbers.Contains(e.Sequence))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(e => e.Status, status)
                            .SetProperty(e => e.HttpStatusCode, code)
                            .SetProperty(e => e.NextAttemptAt, next),
                    CancellationToken.None
                );
        }
        foreach (var its in some.GroupBy(one => one.Attempted.SubscriptionId))
        {
            await CountAsync(db, its.Key, [.. its]);
        }
        await transaction.CommitAsync(CancellationToken.None);
    }

    private (WebhookEventStatus Status, int Code, DateTimeOffset? Next) Outcome(Ended one)
    {
        var pause = one.Result.IsDelivered ? null : backoff.After(one.Attempted.Attempts);
        var status =
            one.Result.IsDelivered ? WebhookEventStatus.Delivered
            : pause is null ? WebhookEventStatus.Failed
            : WebhookEventStatus.Pending;
        return (status, one.Result.StatusCode, one.At + pause);
    }

    /// <summary>Keeps the subscription's last status, and switches it off after too many failures in a row.</summary>
    private static async Task CountAsync(HeadgateDb db, string subscription, List<Ended> its)
    {
        var row = db.WebhookSubscriptions.Where(s => s.Id == subscription);
        var last = its[^1];
        DateTimeOffset? at = last.At;
        var failures = its.AsEnumerable().Reverse().TakeWhile(one => !one.Result.IsDelivered).Count();
        var isBroken = failures < its.Count;
        await row.ExecuteUpdateAsync(
            set =>
                set.SetProperty(s => s.DispatchedAt, at)
                    .SetProperty(s => s.HttpStatusCode, last.Result.StatusCode)
                    .SetProperty(s => s.ConsecutiveFailures, s => isBroken ? failures : s.ConsecutiveFailures + failures),
            CancellationToken.None
        );
        if (failures == 0)
        {
            return;
        }
        var reason = $"{FailuresAllowed} deliveries in a row have failed. The last: {last.Result.ErrorInfo}";
        var switchedOff = await row.Where(s => s.Active && s.ConsecutiveFailures >= FailuresAllowed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(s => s.Active, false)
                        .SetProperty(s => s.DeactivateReason, reason)
                        .SetProperty(s => s.UpdatedAt, last.At),
                CancellationToken.None
            );
        if (switchedOff > 0)
        {
            await DeliveryLedger.EndAsync(
                db.WebhookEvents.Where(e => e.SubscriptionId == subscription && e.Status == WebhookEventStatus.Pending),
                CancellationToken.None
            );
        }
    }

    private sealed record Ended(WebhookEvent Attempted, SendResult Result, DateTimeOffset At)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
