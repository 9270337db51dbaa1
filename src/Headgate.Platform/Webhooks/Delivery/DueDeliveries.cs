using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Sending;
using Headgate.Store.Model;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>Makes the attempts that are due, several at once, as there is room for them. Started by one caller at a time.</summary>
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

    /// <summary>Events that are read at once.</summary>
    private const int Ahead = 256;

    /// <summary>The database is asked at least so often while attempts are made.</summary>
    internal static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly DeliveryRoom _room = new();
    private readonly ReadyEvents _ready = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _tasks = [];
    private long _read;

    /// <summary>Whether attempts are at work, of whose ends the signal tells.</summary>
    public bool IsWorking => _room.Working > 0;

    /// <summary>Begins every attempt that is due and has room. It does not wait for their ends.</summary>
    /// <param name="isNew">Whether there may be events that were not read yet, or that have become due.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task StartAsync(bool isNew, CancellationToken stopping)
    {
        // The next event of a run becomes due when the one before has arrived, and nobody tells.
        var isToRead = isNew || clock.GetElapsedTime(_read) >= Again;
        while (true)
        {
            if (isToRead)
            {
                await ReadAsync(stopping);
            }
            (var chosen, isToRead) = _ready.Take(_room);
            if (chosen.Count == 0)
            {
                _room.Forget();
                return;
            }
            await StartAsync(chosen, stopping);
        }
    }

    /// <summary>Reads ahead for subscriptions that have nothing ready, until there are no more of them.</summary>
    private async Task ReadAsync(CancellationToken stopping)
    {
        _read = clock.GetTimestamp();
        while (_ready.HasRoom)
        {
            var due = await ledger.DueAsync(_ready.Subscriptions, Ahead, stopping);
            _ready.Add(due);
            if (due.Count < Ahead)
            {
                return;
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
        signal.RaiseRoom();
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
