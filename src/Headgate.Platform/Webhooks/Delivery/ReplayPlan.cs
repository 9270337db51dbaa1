using Headgate.Store.Model;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>What a replay would send, or why it sends nothing.</summary>
/// <param name="Again">Events that are sent again, by their order of creation.</param>
/// <param name="Missed">Events that were never made, because the subscription was switched off when it happened.</param>
/// <param name="Field">The field that is wrong; empty where none is.</param>
/// <param name="Problem">What is wrong; null where nothing is.</param>
internal sealed record ReplayPlan(IReadOnlyList<long> Again, IReadOnlyList<WebhookEvent> Missed, string Field = "", string? Problem = null)
{
    /// <summary>Events in all.</summary>
    public int Count => Again.Count + Missed.Count;

    public static ReplayPlan Refused(string field, string problem) => new([], [], field, problem);
}
