namespace Headgate.Metadata.Door;

/// <summary>Where Discovery is served: at an address of its own on any host, and at dbt's addresses on a host that begins with <c>metadata.</c>.</summary>
internal static class GraphAddress
{
    /// <summary>The address on any host.</summary>
    public const string Path = "/metadata/graphql";

    private const string HostPart = "metadata.";

    private static readonly string[] OnOwnHost = ["/graphql", "/beta/graphql"];

    /// <summary>Whether a request is for Discovery.</summary>
    /// <param name="rawTarget">The request's target, as it was sent.</param>
    /// <param name="host">The host that it names.</param>
    public static bool Is(string rawTarget, string host)
    {
        var end = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = (end < 0 ? rawTarget : rawTarget[..end]).TrimEnd('/');
        return path == Path
            || (
                OnOwnHost.Contains(path, StringComparer.Ordinal)
                && (
                    host.StartsWith(HostPart, StringComparison.OrdinalIgnoreCase)
                    || host.Contains("." + HostPart, StringComparison.OrdinalIgnoreCase)
                )
            );
    }
}
