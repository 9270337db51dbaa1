using Headgate.Platform.Accounts;
using Headgate.Platform.Identities;
using Headgate.Platform.Lists;
using Headgate.Platform.Outbound;
using Headgate.Platform.Passkeys;
using Headgate.Platform.Passwords;
using Headgate.Platform.Related;
using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Sessions;
using Headgate.Platform.Settings;
using Headgate.Platform.Targets;
using Headgate.Platform.Tokens;
using Headgate.Platform.Webhooks;
using Headgate.Platform.Webhooks.Delivery;
using Headgate.Reach;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Headgate.Platform;

/// <summary>Adds the platform: its operations, the sources of its tokens, its decider and its look-up of targets.</summary>
public static class PlatformServices
{
    /// <summary>Adds it. The store and the wire are added by themselves.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, PlatformSettings settings, WebhookSettings webhooks)
    {
        services.AddSingleton(settings);
        services.AddSingleton<RecentLookups<KnownToken>>();
        services.AddSingleton<TokenLookups>();
        services.AddAccounts();
        services.AddSingleton<TokenUse>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TokenUse>());
        services.AddSingleton<ServiceTokenCallers>();
        services.AddSingleton<PersonalTokenCallers>();
        services.AddSingleton<ICallerSource>(provider => provider.GetRequiredService<ServiceTokenCallers>());
        services.AddSingleton<ICallerSource>(provider => provider.GetRequiredService<PersonalTokenCallers>());
        services.AddSingleton<SessionOwners>();
        services.AddSingleton<ICallerSource, SessionCallers>();
        services.AddSingleton<ICallerSource, SignInLinkCallers>();
        services.AddSingleton<PasswordTries>();
        services.AddSingleton<ICallerSource, PasswordCallers>();
        services.AddSingleton<PasskeyStore>();
        services.AddSingleton<PasskeyAuthority>();
        services.AddSingleton<IPasskeyChallenges>(provider => provider.GetRequiredService<PasskeyAuthority>());
        services.AddSingleton<ICallerSource, PasskeyCallers>();
        services.TryAddSingleton(new IdentitySettings());
        services.AddSingleton<IdentityAdmission>();
        services.AddSingleton<ICallerSource, IdentityCallers>();
        services.AddSingleton<IDecider, TokenDecider>();
        services.AddSingleton<DataVersion>();
        services.AddSingleton<RecentTargets>();
        services.AddSingleton<RecentRows>();
        services.AddSingleton<ITargetLookup, PlatformTargets>();
        services.AddSingleton<StepLogFiles>();
        services.AddSingleton<LogStreams>();
        services.AddSingleton<LiveLog>();
        services.AddSingleton<RunViews>();
        services.AddSingleton<IRunSummaries>(provider => provider.GetRequiredService<RunViews>());
        services.AddWebhookDelivery(webhooks with { PublicUrl = settings.PublicUrl });
        services.TryAddSingleton(new OutboundSettings(ReceiverReach.Public));
        services.AddSingleton<IOutboundConnections, OutboundConnections>();
        services.TryAddKeyedSingleton<IOutboundConnections>(
            OutboundReach.Public,
            (provider, _) => ActivatorUtilities.CreateInstance<OutboundConnections>(provider, new OutboundSettings(ReceiverReach.Public))
        );
        services.AddOperations(DeclaredOperations.All);
        return services;
    }

    /// <summary>Adds only what makes accounts, people and tokens beside the API: for the operator's commands, which need no server.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<FirstAccount>();
        services.AddSingleton<OperatorAccounts>();
        services.AddSingleton<OperatorTokens>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<OperatorUsers>();
        return services;
    }
}
