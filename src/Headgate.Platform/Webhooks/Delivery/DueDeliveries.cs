using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Sending;
using Headgate.Store.Model;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>
/// Makes the attempts that are due, several at once, but few for one subscription: a receiver that takes its time holds up its own events only.
/// </summary>
internal sealed partial class DueDeliveries(
    DeliveryLedger ledger,
    DeliveryAttempt attempt,
    DeliverySignal signal,
    ILogger<DueDeliveries> logger
)
{
    /// <summary>Attempts at the same time, in all and for one subscription.</summary>
    internal const int AtOnce = 64;
    internal const int AtOnceForOne = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _working = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _tasks = [];

    /// <summary>Subscriptions that get no further attempt until one of theirs has ended.</summary>
    public IReadOnlyList<string> Busy
    {
        get
        {
            lock (_lock)
            {
                return [.. _working.Where(pair => pair.Value >= AtOnceForOne).Select(pair => pair.Key)];
            }
        }
    }

    /// <summary>Whether no attempt at all can be begun until one has ended, of which the signal tells.</summary>
    public bool IsFull => Room() <= 0;

    /// <summary>Begins every attempt that is due and has room. It does not wait for their ends.</summary>
    public async Task StartAsync(CancellationToken stopping)
    {
        var started = true;
        while (started && Room() is > 0 and var room)
        {
            started = false;
            foreach (var due in await ledger.DueAsync(Busy, room, stopping))
            {
                started |= await TryStartAsync(due, stopping);
            }
        }
    }

    /// <summary>Waits until every attempt that was begun has ended.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_tasks);
        }
    }

    private int Room()
    {
        lock (_lock)
        {
            return AtOnce - _tasks.Count;
        }
    }

    private async Task<bool> TryStartAsync(WebhookEvent due, CancellationToken stopping)
    {
        if (!Enter(due.SubscriptionId))
        {
            return false;
        }
        if (!await ledger.ClaimAsync(due, stopping))
        {
            Leave(due.SubscriptionId);
            return false;
        }
        var work = DeliverAsync(due, stopping);
        lock (_lock)
        {
            _tasks.Add(work);
        }
        _ = work.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return true;
    }

    private void Forget(Task work)
    {
        lock (_lock)
        {
            _tasks.Remove(work);
        }
        signal.Raise();
    }

    private bool Enter(string subscription)
    {
        lock (_lock)
        {
            var working = _working.GetValueOrDefault(subscription);
            if (working >= AtOnceForOne)
            {
                return false;
            }
            _working[subscription] = working + 1;
            return true;
        }
    }

    private void Leave(string subscription)
    {
        lock (_lock)
        {
            if (--_working[subscription] == 0)
            {
                _working.Remove(subscription);
            }
        }
    }

    private async Task DeliverAsync(WebhookEvent claimed, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            if (await ledger.ReceiverOfAsync(claimed, stopping) is not { } subscription)
            {
                await ledger.AbandonAsync(claimed, stopping);
                return;
            }
            var result = await attempt.SendAsync(subscription, claimed.Payload, stopping);
            await ledger.RecordAsync(claimed, result, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await ledger.ReleaseAsync(claimed, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogFailed(claimed.Id, failure);
        }
        finally
        {
            Leave(claimed.SubscriptionId);
        }
    }

    [LoggerMessage(EventId = 3102, Level = LogLevel.Error, Message = "Webhook event {Id} could not be delivered; it is tried again")]
    private partial void LogFailed(string id, Exception failure);
}
