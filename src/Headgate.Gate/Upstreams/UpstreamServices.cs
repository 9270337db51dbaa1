using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Gate.Upstreams.Calls;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Headgate.Gate.Upstreams;

/// <summary>Adds the accounts elsewhere to an application.</summary>
internal static class UpstreamServices
{
    public static IServiceCollection AddUpstreams(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.TryAddSingleton(new UpstreamLimits());
        services.TryAddSingleton(new UpstreamSettings());
        services.AddSingleton<RecentLookups<KnownUpstream>>();
        services.AddSingleton<UpstreamDirectory>();
        services.AddSingleton<UpstreamConnections>();
        services.AddSingleton<UpstreamHealth>();
        services.AddSingleton<UpstreamClient>();
        services.AddSingleton<AnswerReader>();
        services.AddSingleton<UpstreamTargets>();
        services.AddSingleton<UpstreamPlaces>();
        services.AddSingleton<UpstreamTest>();
        services.AddSingleton<RepeatedRuns>();
        services.AddSingleton<SingleAnswers>();
        services.AddSingleton<ListAnswers>();
        services.AddSingleton<FileAnswers>();
        services.AddSingleton<DocumentAnswers>();
        services.AddSingleton<UpstreamRegistry>();
        services.AddSingleton<IUpstreamCalls, UpstreamCalls>();
        return services;
    }
}
