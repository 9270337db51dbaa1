using System.Globalization;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>Makes the events of a change of a run: one for each subscription that wants it, with the body to send.</summary>
internal static class EventMaking
{
    public static async Task<IReadOnlyList<WebhookEvent>> OfAsync(
        HeadgateDb db,
        OutboxEvent change,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var types = EventTypes.Of(change.Type);
        if (types.Count == 0 || change.RunId is not { } runId)
        {
            return [];
        }
        var wanting = await WantingAsync(db, change, types, cancellation);
        if (wanting.Count == 0 || await RunFactsOfEvent.ReadAsync(db, runId, cancellation) is not { } facts)
        {
            return [];
        }
        var status = change.RunStatus ?? facts.Run.Status;
        return
        [
            .. from type in types
            from subscription in wanting
            where subscription.EventTypes.Contains(type)
            select Make(subscription, change, type, facts.For(type, status, change.CreatedAt), now),
        ];
    }

    /// <summary>A body with its event's id; for a change of a run, or for a test.</summary>
    public static string Body(WebhookSubscription subscription, string eventId, string type, DateTimeOffset at, EventRun run) =>
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
                Data = run,
            }
        );

    /// <summary>What happened before a subscription was made is not told to it.</summary>
    private static async Task<List<WebhookSubscription>> WantingAsync(
        HeadgateDb db,
        OutboxEvent change,
        IReadOnlyList<string> types,
        CancellationToken cancellation
    )
    {
        var active = await db
            .WebhookSubscriptions.AsNoTracking()
            .Where(s => s.AccountId == change.AccountId && s.State == RowState.Active && s.Active && s.CreatedAt <= change.CreatedAt)
            .OrderBy(s => s.Sequence)
            .ToListAsync(cancellation);
        return
        [
            .. active.Where(s =>
                (s.JobIds.Count == 0 || (change.JobId is { } job && s.JobIds.Contains(job))) && s.EventTypes.Any(types.Contains)
            ),
        ];
    }

    private static WebhookEvent Make(WebhookSubscription subscription, OutboxEvent change, string type, EventRun run, DateTimeOffset now)
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
            Payload = Body(subscription, id, type, change.CreatedAt, run),
            NextAttemptAt = now,
            CreatedAt = now,
        };
    }
}
