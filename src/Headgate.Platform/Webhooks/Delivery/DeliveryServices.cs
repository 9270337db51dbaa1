using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Making;
using Headgate.Platform.Webhooks.Receivers;
using Headgate.Platform.Webhooks.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>Adds the delivery of webhooks.</summary>
internal static class DeliveryServices
{
    public static IServiceCollection AddWebhookDelivery(this IServiceCollection services, WebhookSettings settings)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton<IReceiverNames, SystemReceiverNames>();
        services.AddSingleton<OwnAddresses>();
        services.AddSingleton<ReceiverRules>();
        services.AddSingleton<ReceiverConnection>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<DeliveryAttempt>();
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<Backoff>();
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<DeliveryResults>();
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<DueDeliveries>();
        services.AddSingleton<EventReplay>();
        services.AddSingleton<DeliveryPruning>();
        services.AddSingleton<OutboxReader>();
        services.AddHostedService<WebhookDispatcher>();
        return services;
    }
}
