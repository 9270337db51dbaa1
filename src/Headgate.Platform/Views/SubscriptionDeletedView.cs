namespace Headgate.Platform.Views;

/// <summary>The answer of a deletion.</summary>
internal sealed record SubscriptionDeletedView(string Id);
