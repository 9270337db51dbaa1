using System.Globalization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>One attempt at an event on the wire. The signature is not in it.</summary>
internal sealed record ReceiptView
{
    private readonly WebhookDelivery _row;

    private ReceiptView(WebhookDelivery row) => _row = row;

    public static ReceiptView Of(WebhookDelivery row) => new(row);

    public string Id => _row.Id;
    public string EventId => _row.EventId;
    public string SubscriptionId => _row.SubscriptionId;
    public MicrosecondTime DispatchedAt => _row.DispatchedAt;
    public string HttpStatusCode => _row.HttpStatusCode.ToString(CultureInfo.InvariantCulture);
    public string ErrorInfo => _row.ErrorCode is null ? "" : $"{_row.ErrorCode}: {_row.ErrorInfo}";
    public string RequestBody => _row.RequestBody;
    public string RequestHeaders => _row.RequestHeaders;
    public string ResponseBody => _row.ResponseBody ?? "";
}
