using System.Globalization;
using Headgate.Store.Model;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>The event of the test call: it has every field of a real one, and says in each name that it is a test.</summary>
internal static class TestEvent
{
    private const string NoId = "0";

    public static WebhookEvent For(WebhookSubscription subscription, DateTimeOffset now)
    {
        var id = WebhookIds.Event();
        var type = subscription.EventTypes.FirstOrDefault(EventTypes.OfRuns.Contains, EventTypes.Completed);
        return new()
        {
            Id = id,
            AccountId = subscription.AccountId,
            SubscriptionId = subscription.Id,
            EventType = type,
            Payload = EventMaking.Body(subscription, id, type, now, PayloadJson.Data(Run(type, now))),
            Attempts = 1,
            IsTest = true,
            CreatedAt = now,
        };
    }

    private static EventRun Run(string type, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var (word, code) = type switch
        {
            EventTypes.Started => ("Running", (int)RunStatus.Running),
            EventTypes.Errored => ("Errored", (int)RunStatus.Error),
            _ => ("Success", (int)RunStatus.Success),
        };
        return new()
        {
            JobId = NoId,
            JobName = "Test job",
            RunId = NoId,
            EnvironmentId = NoId,
            EnvironmentName = "Test environment",
            DbtVersion = "None",
            ProjectName = "Test project",
            ProjectId = NoId,
            RunStatus = word,
            RunStatusCode = code,
            RunStatusMessage = "None",
            RunReason = "Test of the webhook subscription",
            RunStartedAt = time,
            RunFinishedAt = type == EventTypes.Completed ? time : null,
            RunErroredAt = type == EventTypes.Errored ? time : null,
        };
    }
}
