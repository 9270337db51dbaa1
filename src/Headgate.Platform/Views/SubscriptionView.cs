using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A webhook subscription on the wire. The signing secret is in it once: in the answer that made it.</summary>
internal sealed record SubscriptionView
{
    private readonly WebhookSubscription _row;

    private SubscriptionView(WebhookSubscription row) => _row = row;

    public static SubscriptionView Of(WebhookSubscription row, string accountIdentifier) =>
        new(row) { AccountIdentifier = accountIdentifier };

    public string Id => _row.Id;
    public string Name => _row.Name;
    public string Description => _row.Description ?? "";
    public IReadOnlyList<string> EventTypes => _row.EventTypes;
    public IReadOnlyList<long> JobIds => _row.JobIds;
    public string ClientUrl => _row.ClientUrl;
    public bool Active => _row.Active;
    public string HttpStatusCode => _row.HttpStatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MicrosecondTime? DispatchedAt => _row.DispatchedAt;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeactivateReason => _row.DeactivateReason;

    public long AccountId => _row.AccountId;
    public required string AccountIdentifier { get; init; }
    public MicrosecondTime CreatedAt => _row.CreatedAt;
    public MicrosecondTime UpdatedAt => _row.UpdatedAt;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HmacSecret { get; init; }
}
