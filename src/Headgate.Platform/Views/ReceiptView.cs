using System.Globalization;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>One attempt at an event on the wire. The signature is not in it.</summary>
internal sealed record ReceiptView
{
    public required string Id { get; init; }
    public required string EventId { get; init; }
    public required string SubscriptionId { get; init; }

    [JsonConverter(typeof(MicrosecondsConverter))]
    public required DateTimeOffset DispatchedAt { get; init; }
    public required string HttpStatusCode { get; init; }
    public required string ErrorInfo { get; init; }
    public required string RequestBody { get; init; }
    public required string RequestHeaders { get; init; }
    public required string ResponseBody { get; init; }

    public static ReceiptView Of(WebhookDelivery row) =>
        new()
        {
            Id = row.Id,
            EventId = row.EventId,
            SubscriptionId = row.SubscriptionId,
            DispatchedAt = row.DispatchedAt,
            HttpStatusCode = row.HttpStatusCode.ToString(CultureInfo.InvariantCulture),
            ErrorInfo = row.ErrorCode is null ? "" : $"{row.ErrorCode}: {row.ErrorInfo}",
            RequestBody = row.RequestBody,
            RequestHeaders = row.RequestHeaders,
            ResponseBody = row.ResponseBody ?? "",
        };
}
