using System.Globalization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An event on the wire; ids are texts there.</summary>
internal sealed record EventView
{
    public required string Id { get; init; }
    public required string SubscriptionId { get; init; }
    public required string AccountId { get; init; }
    public required string AccountIdentifier { get; init; }
    public required string JobId { get; init; }
    public required string TriggerEventType { get; init; }
    public required string Payload { get; init; }
    public required string HttpStatusCode { get; init; }

    public static EventView Of(WebhookEvent row, string accountIdentifier) =>
        new()
        {
            Id = row.Id,
            SubscriptionId = row.SubscriptionId,
            AccountId = row.AccountId.ToString(CultureInfo.InvariantCulture),
            AccountIdentifier = accountIdentifier,
            JobId = row.JobId?.ToString(CultureInfo.InvariantCulture) ?? "",
            TriggerEventType = row.EventType,
            Payload = row.Payload,
            HttpStatusCode = row.HttpStatusCode.ToString(CultureInfo.InvariantCulture),
        };
}
