namespace Headgate.Graph.Query;

/// <summary>Where an API is served: at an address of its own on any host, and at dbt's addresses on a host of its own.</summary>
/// <param name="path">The address on any host.</param>
/// <param name="hostPart">How the host of its own begins, also after a prefix: <c>metadata.</c>.</param>
/// <param name="onOwnHost">The addresses there.</param>
public sealed class GraphAddress(string path, string hostPart, IReadOnlyList<string> onOwnHost)
{
    /// <summary>Whether a request is for it.</summary>
    /// <param name="rawTarget">The request's target, as it was sent.</param>
    /// <param name="host">The host that it names.</param>
    public bool Is(string rawTarget, string host)
    {
        var end = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var sent = (end < 0 ? rawTarget : rawTarget[..end]).TrimEnd('/');
        return sent == path
            || (
                onOwnHost.Contains(sent, StringComparer.Ordinal)
                && (
                    host.StartsWith(hostPart, StringComparison.OrdinalIgnoreCase)
                    || host.Contains("." + hostPart, StringComparison.OrdinalIgnoreCase)
                )
            );
    }
}
