using Headgate.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Wire;

/// <summary>Registers operations and the wire's own parts.</summary>
public static class WireServices
{
    /// <summary>Adds the operations of an area: <c>services.AddOperations(JobsOperations.All)</c>.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IReadOnlyList<OperationEntry> operations)
    {
        foreach (var operation in operations)
        {
            services.AddSingleton(operation);
        }
        return services;
    }

    /// <summary>Adds the wire: settings and the catalogue of all operations that were added.</summary>
    public static IServiceCollection AddWire(this IServiceCollection services, WireSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(provider => new OperationCatalogue(provider.GetServices<OperationEntry>().Select(e => e.Spec)));
        return services;
    }
}
