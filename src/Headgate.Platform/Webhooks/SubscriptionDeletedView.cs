namespace Headgate.Platform.Webhooks;

/// <summary>The answer of a deletion.</summary>
internal sealed record SubscriptionDeletedView(string Id);
