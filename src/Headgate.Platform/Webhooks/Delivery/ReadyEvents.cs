using Headgate.Store.Model;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>
/// Events that are due, read ahead for each subscription: while one receiver is at its limit, the database is not asked again and again what else there is. They are claimed
/// when they are sent, so that what has changed meanwhile is not. Used by one caller at a time.
/// </summary>
internal sealed class ReadyEvents
{
    /// <summary>Events that are read ahead in all.</summary>
    private const int Most = 4096;

    private readonly Dictionary<string, Queue<WebhookEvent>> _queues = new(StringComparer.Ordinal);
    private readonly HashSet<long> _known = [];

    /// <summary>Subscriptions that have some.</summary>
    public IReadOnlyList<string> Subscriptions => [.. _queues.Keys];

    /// <summary>Whether more can be read ahead.</summary>
    public bool HasRoom => _known.Count < Most;

    /// <summary>Adds events in their order.</summary>
    public void Add(IEnumerable<WebhookEvent> due)
    {
        foreach (var one in due.Where(one => _known.Add(one.Sequence)))
        {
            if (!_queues.TryGetValue(one.SubscriptionId, out var queue))
            {
                _queues[one.SubscriptionId] = queue = new();
            }
            queue.Enqueue(one);
        }
    }

    /// <summary>Takes what there is room for, of each subscription in turn; and whether one of them has none left.</summary>
    /// <param name="room">Takes a place for an event of a subscription.</param>
    public (List<WebhookEvent> Chosen, bool IsDrained) Take(DeliveryRoom room)
    {
        var (chosen, isDrained) = (new List<WebhookEvent>(), false);
        foreach (var (subscription, queue) in _queues.ToList())
        {
            while (queue.Count > 0 && room.TryEnter(subscription))
            {
                chosen.Add(queue.Dequeue());
                _known.Remove(chosen[^1].Sequence);
            }
            if (queue.Count == 0)
            {
                _queues.Remove(subscription);
                isDrained = true;
            }
        }
        return (chosen, isDrained);
    }
}
