using Headgate.Store.Opening;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Headgate.Store;

/// <summary>Adds the store to an application.</summary>
public static class StoreServices
{
    /// <summary>
    /// Adds <c>IDbContextFactory&lt;HeadgateDb&gt;</c> (pooled), <see cref="ArtifactStore"/>, <see cref="SecretsAtRest"/>,
    /// <see cref="TokenHasher"/>, <see cref="RecordKey"/> and <see cref="StoreOpening"/>, which is called once before anything else reads.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StoreSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(settings);
        services.TryAddSingleton<Timestamps>();
        services.TryAddSingleton<TokenHasher>();
        services.TryAddSingleton<RecordKey>();
        services.TryAddSingleton<SecretsAtRest>();
        services.TryAddSingleton<ArtifactStore>();
        services.TryAddSingleton<PublishedWarehouses>();
        services.TryAddSingleton<StoreOpening>();
        services.TryAddSingleton<RightsVersion>();
        services.TryAddSingleton<StoredRights>();
        services.TryAddSingleton<RightsChanges>();
        services.AddDataProtection().SetApplicationName("headgate").PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
        services.AddPooledDbContextFactory<HeadgateDb>(
            (provider, options) => DatabaseOptions.Configure(options, settings, provider.GetRequiredService<Timestamps>())
        );
        return services;
    }
}
