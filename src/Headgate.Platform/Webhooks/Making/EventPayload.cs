using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>The body of an event. The subscription's id stands in it under the newer and the older name.</summary>
internal sealed record EventPayload
{
    public required long AccountId { get; init; }
    public required string WebhookId { get; init; }

    [JsonPropertyName("webhooksID")]
    public string OlderWebhookId => WebhookId;
    public required string EventId { get; init; }
    public required string Timestamp { get; init; }
    public required string EventType { get; init; }
    public required string WebhookName { get; init; }
    public required JsonElement Data { get; init; }
}
