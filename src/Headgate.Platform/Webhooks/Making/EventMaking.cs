using System.Globalization;
using System.Text.Json;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>Makes the events of a change: one for each subscription that wants it, with the body to send.</summary>
internal static class EventMaking
{
    /// <summary>The subscriptions that changes may be told to.</summary>
    public static Task<List<WebhookSubscription>> ActiveAsync(
        HeadgateDb db,
        IReadOnlyCollection<long> accounts,
        CancellationToken cancellation
    ) =>
        db
            .WebhookSubscriptions.AsNoTracking()
            .Where(s => accounts.Contains(s.AccountId) && s.State == RowState.Active && s.Active)
            .OrderBy(s => s.Sequence)
            .ToListAsync(cancellation);

    /// <summary>The events of a change for those of some active subscriptions that want it.</summary>
    public static async Task<IReadOnlyList<WebhookEvent>> OfAsync(
        HeadgateDb db,
        OutboxEvent change,
        IReadOnlyList<WebhookSubscription> active,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var types = EventTypes.Of(change.Type);
        var wanting = active.Where(subscription => Wants(subscription, change, types)).ToList();
        if (EventTypes.OfApprovals.Contains(change.Type) && change.Data is { } told)
        {
            var question = JsonElement.Parse(told);
            return [.. wanting.Select(subscription => Make(subscription, change, change.Type, question, now))];
        }
        if (
            wanting.Count == 0
            || change.RunId is not { } runId
            || await RunFactsOfEvent.ReadAsync(db, runId, cancellation) is not { } facts
        )
        {
            return [];
        }
        var status = change.RunStatus ?? facts.Run.Status;
        return
        [
            .. from type in types
            from subscription in wanting
            where subscription.EventTypes.Contains(type)
            select Make(subscription, change, type, PayloadJson.Data(facts.For(type, status, change.CreatedAt)), now),
        ];
    }

    /// <summary>A body with its event's id; for a change, or for a test.</summary>
    public static string Body(WebhookSubscription subscription, string eventId, string type, DateTimeOffset at, JsonElement data) =>
        PayloadJson.Write(
            new EventPayload
            {
                AccountId = subscription.AccountId,
                WebhookId = subscription.Id,
                EventId = eventId,
                // The clock counts microseconds; the form has nanoseconds.
                Timestamp = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture),
                EventType = type,
                WebhookName = subscription.Name,
                Data = data,
            }
        );

    /// <summary>What happened before a subscription was made is not told to it.</summary>
    private static bool Wants(WebhookSubscription subscription, OutboxEvent change, IReadOnlyList<string> types) =>
        subscription.AccountId == change.AccountId
        && subscription.CreatedAt <= change.CreatedAt
        && (subscription.JobIds.Count == 0 || (change.JobId is { } job && subscription.JobIds.Contains(job)))
        && subscription.EventTypes.Any(types.Contains);

    private static WebhookEvent Make(
        WebhookSubscription subscription,
        OutboxEvent change,
        string type,
        JsonElement data,
        DateTimeOffset now
    )
    {
        var id = WebhookIds.Event();
        return new()
        {
            Id = id,
            AccountId = change.AccountId,
            SubscriptionId = subscription.Id,
            OutboxEventId = change.Id,
            JobId = change.JobId,
            RunId = change.RunId,
            EventType = type,
            Payload = Body(subscription, id, type, change.CreatedAt, data),
            NextAttemptAt = now,
            CreatedAt = change.CreatedAt,
        };
    }
}
