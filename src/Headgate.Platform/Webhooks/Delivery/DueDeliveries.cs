using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Sending;
using Headgate.Store.Model;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>Makes the attempts that are due, several at once, as there is room for them.</summary>
internal sealed partial class DueDeliveries(
    DeliveryLedger ledger,
    DeliveryResults results,
    DeliveryAttempt attempt,
    DeliverySignal signal,
    TimeProvider clock,
    ILogger<DueDeliveries> logger
)
{
    /// <summary>A receiver that takes longer than this gets no more at the same time.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private readonly DeliveryRoom _room = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _tasks = [];

    /// <summary>Subscriptions that get no further attempt until one of theirs has ended.</summary>
    public IReadOnlyList<string> Busy => _room.Busy;

    /// <summary>Whether attempts are at work, of whose ends the signal tells.</summary>
    public bool IsWorking => _room.Left < DeliveryRoom.AtOnce;

    /// <summary>Begins every attempt that is due and has room. It does not wait for their ends.</summary>
    public async Task StartAsync(CancellationToken stopping)
    {
        while (_room.Left is > 0 and var left)
        {
            var due = await ledger.DueAsync(Busy, left, stopping);
            var chosen = due.Where(e => _room.TryEnter(e.SubscriptionId)).ToList();
            if (chosen.Count == 0)
            {
                _room.Forget();
                return;
            }
            await StartAsync(chosen, stopping);
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

    private async Task StartAsync(List<WebhookEvent> chosen, CancellationToken stopping)
    {
        var waiting = chosen.ToDictionary(e => e.Sequence);
        try
        {
            var claimed = await ledger.ClaimAsync(chosen, stopping);
            var receivers = await ledger.ReceiversOfAsync(claimed, stopping);
            foreach (var one in claimed)
            {
                waiting.Remove(one.Sequence);
                Start(DeliverAsync(one, receivers.GetValueOrDefault(one.SubscriptionId), stopping));
            }
        }
        finally
        {
            foreach (var left in waiting.Values)
            {
                _room.Leave(left.SubscriptionId, wasQuick: null);
            }
        }
    }

    private void Start(Task work)
    {
        lock (_lock)
        {
            _tasks.Add(work);
        }
        _ = work.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Forget(Task work)
    {
        lock (_lock)
        {
            _tasks.Remove(work);
        }
        signal.Raise();
    }

    private async Task DeliverAsync(WebhookEvent claimed, WebhookSubscription? subscription, CancellationToken stopping)
    {
        await Task.Yield();
        bool? wasQuick = null;
        try
        {
            if (subscription is null)
            {
                await ledger.AbandonAsync(claimed, stopping);
                return;
            }
            var began = clock.GetTimestamp();
            var result = await attempt.SendAsync(subscription, claimed.Payload, stopping);
            wasQuick = result.IsDelivered && clock.GetElapsedTime(began) < Quick;
            await results.RecordAsync(claimed, result);
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
            _room.Leave(claimed.SubscriptionId, wasQuick);
        }
    }

    [LoggerMessage(EventId = 3102, Level = LogLevel.Error, Message = "Webhook event {Id} could not be delivered; it is tried again")]
    private partial void LogFailed(string id, Exception failure);
}
