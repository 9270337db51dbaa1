using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Gate.Workloads;

/// <summary>Adds what lets machines act as agents.</summary>
internal static class WorkloadServices
{
    public static void AddWorkloads(this IServiceCollection services)
    {
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<WorkloadRegistry>();
        services.AddSingleton<WorkloadCallerSource>();
        services.AddSingleton<ICallerSource>(provider => new LaterCallers(
            CredentialHeader.TokenPrefix,
            provider.GetRequiredService<WorkloadCallerSource>
        ));
    }
}
