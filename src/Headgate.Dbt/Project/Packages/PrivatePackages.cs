namespace Headgate.Dbt.Project.Packages;

/// <summary>
/// Packages from a repository that is named as <c>org/repo</c> (<c>private:</c>, dbt 1.12): its address comes from
/// <c>DBT_ENV_PRIVATE_GIT_PROVIDER_INFO</c>, and without that is the provider's by SSH.
/// </summary>
internal static class PrivatePackages
{
    private const string Provider = "provider";

    /// <summary>Fetches one as a package by git.</summary>
    /// <exception cref="DbtException">There is no address for it, or git fails.</exception>
    public static async Task<PackagePin> PinAsync(PackageRequest request, PackageCall call, CancellationToken cancellation)
    {
        var spec = request.Spec;
        var address = AddressOf(spec.Origin, spec.Text(Provider), PrivateRepository.Read(call.Environment));
        var pin = await GitPackages.PinAsync(request, address, call, cancellation);
        var entry = pin.LockEntry.Where(e => e.Key != "git").ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        entry["private"] = spec.UnrenderedOrigin;
        if (spec.Text(Provider) is { } provider)
        {
            entry[Provider] = provider;
        }
        return pin with { LockEntry = [.. entry.OrderBy(e => e.Key, StringComparer.Ordinal)] };
    }

    /// <summary>The address of a repository.</summary>
    /// <param name="name">As it is written: <c>org/repo</c>, or <c>org/project/repo</c>.</param>
    /// <param name="provider">The provider as it is written, or null.</param>
    /// <param name="known">The repositories of the environment.</param>
    /// <exception cref="DbtException">The provider is none, or no repository matches.</exception>
    public static string AddressOf(string name, string? provider, IReadOnlyList<PrivateRepository> known)
    {
        if (known.Count == 0)
        {
            return BySsh(name, provider);
        }
        if (provider is not null && !PrivateRepository.Providers.Contains(provider))
        {
            throw Wrong($"Invalid provider '{provider}'. Valid providers: {string.Join(", ", PrivateRepository.Providers)}");
        }
        return known.Select(repository => repository.AddressOf(name, provider)).FirstOrDefault(address => address is not null)
            ?? throw Wrong($"No matching Git URLs for private definition {name} with provider {provider ?? "None"}");
    }

    private static string BySsh(string name, string? provider) =>
        (provider ?? "github") switch
        {
            "github" => $"git@github.com:{name}.git",
            "gitlab" => $"git@gitlab.com:{name}.git",
            "ado" or "azure_devops" when name.Split('/').Length >= 3 => $"git@ssh.dev.azure.com:v3/{name}",
            "ado" or "azure_devops" => throw Wrong($"The '{provider}' provider requires org/project/repo format (3 parts), got: '{name}'"),
            _ => throw Wrong(
                $"Invalid private package configuration: '{name}' provider: '{provider}'. Valid providers are: github, gitlab, ado, azure_devops"
            ),
        };

    private static DbtException Wrong(string message) => new(DbtErrorKind.Dependency, message);
}
