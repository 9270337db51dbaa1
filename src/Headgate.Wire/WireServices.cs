using Headgate.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>Registers operations and the wire's own parts.</summary>
public static class WireServices
{
    /// <summary>Adds the operations of a project: <c>services.AddOperations(DeclaredOperations.All)</c>.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IReadOnlyList<OperationEntry> operations)
    {
        foreach (var operation in operations)
        {
            services.AddSingleton(operation);
        }
        return services;
    }

    /// <summary>
    /// Adds the wire. Others add <see cref="ICallerSource"/>s, <see cref="IDecider"/>s, the <see cref="ITargetLookup"/> and the
    /// <see cref="IRecorder"/>.
    /// </summary>
    public static IServiceCollection AddWire(this IServiceCollection services, WireSettings settings)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ExpiryClock>();
        services.TryAddSingleton<Fingerprints>();
        services.AddSingleton(provider => new OperationCatalogue(provider.GetServices<OperationEntry>().Select(e => e.Spec)));
        services.AddSingleton(provider => new RouteTable(provider.GetServices<OperationEntry>()));
        services.AddSingleton<IdentityCredentials>();
        services.AddSingleton<AccountRate>();
        services.AddSingleton<CallerRate>();
        services.AddSingleton<WrongKeys>();
        services.AddSingleton<CallerLookup>();
        services.AddSingleton<CallRates>();
        services.AddSingleton<CallRefusals>();
        services.AddSingleton<CallJudge>();
        services.AddSingleton<CallOutcomes>();
        services.AddSingleton<CallWatch>();
        services.AddSingleton(provider => new CallRepeats(
            provider.GetRequiredService<CallRefusals>(),
            provider.GetRequiredService<IRecorder>(),
            provider.GetRequiredService<ILogger<CallRepeats>>(),
            provider.GetService<IRepeatKeeper>()
        ));
        services.AddSingleton(provider => new CallExplanations(
            provider.GetRequiredService<CallJudge>(),
            provider.GetServices<IDecider>(),
            provider.GetRequiredService<OperationTable>(),
            provider.GetService<ITermsKeeper>()
        ));
        services.AddSingleton(provider => new CallPath(
            provider.GetRequiredService<CallerLookup>(),
            provider.GetRequiredService<CallJudge>(),
            provider.GetRequiredService<CallRefusals>(),
            provider.GetServices<IDecider>(),
            provider.GetRequiredService<IRecorder>(),
            provider.GetRequiredService<CallRates>(),
            settings,
            provider.GetService<IUpstreamCalls>(),
            provider.GetRequiredService<CallWatch>(),
            provider.GetService<ITermsKeeper>(),
            provider.GetRequiredService<CallRepeats>(),
            provider.GetRequiredService<ILogger<CallPath>>()
        ));
        services.AddSingleton(provider => new OperationTable(provider.GetServices<OperationEntry>()));
        services.AddSingleton<NamedCalls>();
        services.AddSingleton<RightsWatch>();
        services.AddSingleton<FileSender>();
        services.AddSingleton<EventSender>();
        services.AddSingleton<AnswerSender>();
        services.AddSingleton<HttpDoor>();
        services.AddSingleton<FramingRecords>();
        return services;
    }

    /// <summary>
    /// Serves every path that speaks of the API, in whatever spelling: what is no operation is refused here and recorded. Other paths go on.
    /// Builds the catalogue, so that a fault in it stops the start.
    /// </summary>
    /// <exception cref="InvalidOperationException">The catalogue has faults.</exception>
    public static IApplicationBuilder UseWire(this IApplicationBuilder app)
    {
        app.ApplicationServices.GetRequiredService<OperationCatalogue>();
        var door = app.ApplicationServices.GetRequiredService<HttpDoor>();
        app.ApplicationServices.GetRequiredService<FramingRecords>().Start();
        return app.Use(next =>
            http => IsApi(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget) ? door.InvokeAsync(http) : next(http)
        );
    }

    /// <summary>Also of a path in which the word is spelled with escapes: what it leads to is decided, and recorded, by the door.</summary>
    private static bool IsApi(string rawTarget)
    {
        var end = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? rawTarget.AsSpan() : rawTarget.AsSpan(0, end);
        return !path.StartsWith('/')
            || path.Contains("/api", StringComparison.OrdinalIgnoreCase)
            || (path.Contains('%') && Uri.UnescapeDataString(path).Contains("/api", StringComparison.OrdinalIgnoreCase));
    }
}
