using System.Globalization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An event on the wire; ids are texts there.</summary>
internal sealed record EventView
{
    private readonly WebhookEvent _row;

    private EventView(WebhookEvent row) => _row = row;

    public static EventView Of(WebhookEvent row, string accountIdentifier) => new(row) { AccountIdentifier = accountIdentifier };

    public string Id => _row.Id;
    public string SubscriptionId => _row.SubscriptionId;
    public string AccountId => _row.AccountId.ToString(CultureInfo.InvariantCulture);
    public required string AccountIdentifier { get; init; }
    public string JobId => _row.JobId?.ToString(CultureInfo.InvariantCulture) ?? "";
    public string TriggerEventType => _row.EventType;
    public string Payload => _row.Payload;
    public string HttpStatusCode => _row.HttpStatusCode.ToString(CultureInfo.InvariantCulture);
}
