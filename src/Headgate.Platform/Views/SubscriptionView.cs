using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A webhook subscription on the wire. The signing secret is in it once: in the answer that made it.</summary>
internal sealed record SubscriptionView
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required IReadOnlyList<string> EventTypes { get; init; }
    public required IReadOnlyList<long> JobIds { get; init; }
    public required string ClientUrl { get; init; }
    public required bool Active { get; init; }
    public required string HttpStatusCode { get; init; }

    [JsonConverter(typeof(MicrosecondsConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DispatchedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeactivateReason { get; init; }
    public required long AccountId { get; init; }
    public required string AccountIdentifier { get; init; }

    [JsonConverter(typeof(MicrosecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(MicrosecondsConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HmacSecret { get; init; }

    public static SubscriptionView Of(WebhookSubscription subscription, string accountIdentifier) =>
        new()
        {
            Id = subscription.Id,
            Name = subscription.Name,
            Description = subscription.Description ?? "",
            EventTypes = subscription.EventTypes,
            JobIds = subscription.JobIds,
            ClientUrl = subscription.ClientUrl,
            Active = subscription.Active,
            HttpStatusCode = subscription.HttpStatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture),
            DispatchedAt = subscription.DispatchedAt,
            DeactivateReason = subscription.DeactivateReason,
            AccountId = subscription.AccountId,
            AccountIdentifier = accountIdentifier,
            CreatedAt = subscription.CreatedAt,
            UpdatedAt = subscription.UpdatedAt,
        };
}
