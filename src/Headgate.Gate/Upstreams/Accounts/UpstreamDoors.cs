using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Accounts;

/// <summary>
/// Where dbt's other doors are, as its documentation derives them from an account's address: <c>metadata.cloud.getdbt.com</c>, and <c>ab123.metadata.us1.dbt.com</c> for an account
/// with a prefix. A test bed has them at its own address. No host is ever learned from an answer.
/// </summary>
internal static class UpstreamDoors
{
    /// <summary>Scheme and host of a door.</summary>
    public static string HostOf(KnownUpstream upstream, DocumentDoor door)
    {
        var uri = new Uri(upstream.BaseAddress);
        if (!UpstreamAddress.IsOfDbt(uri.IdnHost))
        {
            return upstream.BaseAddress;
        }
        var (word, labels) = (door == DocumentDoor.Discovery ? "metadata" : "semantic-layer", uri.IdnHost.Split('.'));
        // What stands before "getdbt.com" or "dbt.com": a region or an organisation, with or without an account's prefix.
        var host = labels.Length > 3 ? $"{labels[0]}.{word}.{string.Join('.', labels[1..])}" : $"{word}.{uri.IdnHost}";
        return $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
    }

    /// <summary>The path of a door.</summary>
    public static string PathOf(KnownUpstream upstream, DocumentDoor door)
    {
        var isOwnHost = UpstreamAddress.IsOfDbt(new Uri(upstream.BaseAddress).IdnHost);
        return door == DocumentDoor.Discovery
            ? (isOwnHost ? "/graphql" : "/metadata/graphql")
            : (isOwnHost ? "/api/graphql" : "/semantic-layer/api/graphql");
    }
}
