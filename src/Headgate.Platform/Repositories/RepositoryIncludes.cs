using Headgate.Catalogue;

namespace Headgate.Platform.Repositories;

/// <summary>What <c>include_related</c> adds to repositories.</summary>
internal static class RepositoryIncludes
{
    public static readonly Include DeployKey = Include.Part("deploy_key", "The public half of the deploy key.");

    public static IReadOnlyList<Include> All { get; } = [DeployKey];
}
