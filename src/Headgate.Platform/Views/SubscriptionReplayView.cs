namespace Headgate.Platform.Views;

/// <summary>What a replay sends.</summary>
/// <param name="SubscriptionId">To whom.</param>
/// <param name="DryRun">Whether they were counted only.</param>
/// <param name="EventCount">Events, those that were never made before among them.</param>
/// <param name="NewEventCount">Events of what happened while the subscription was switched off: they have new ids.</param>
internal sealed record SubscriptionReplayView(string SubscriptionId, bool DryRun, int EventCount, int NewEventCount);
