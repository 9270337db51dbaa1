using Headgate.Wire;

namespace Headgate.Platform.Webhooks;

/// <summary>The operations on webhook subscriptions.</summary>
internal static class SubscriptionsOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListSubscriptions>(),
        OperationEntry.Of<GetSubscription>(),
        OperationEntry.Of<CreateSubscription>(),
        OperationEntry.Of<UpdateSubscription>(),
        OperationEntry.Of<DeleteSubscription>(),
        OperationEntry.Of<TestSubscription>(),
        OperationEntry.Of<ListSubscriptionEvents>(),
        OperationEntry.Of<ListEventReceipts>(),
        OperationEntry.Of<GetEvent>(),
        OperationEntry.Of<ListReceiptsOfEvent>(),
        OperationEntry.Of<GetReceipt>(),
    ];
}
