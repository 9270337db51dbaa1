using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Finds out what a token is worth: which account it belongs to, and what it may read. Only reads are tried, as the others would change something.</summary>
internal sealed class UpstreamTest(AnswerReader reader)
{
    private static readonly (Capability Capability, string Path)[] Reads =
    [
        (Capabilities.Jobs, "v2/accounts/{0}/jobs/?limit=1"),
        (Capabilities.Runs, "v2/accounts/{0}/runs/?limit=1"),
        (Capabilities.Projects, "v3/accounts/{0}/projects/?limit=1"),
        (Capabilities.Environments, "v2/accounts/{0}/environments/?limit=1"),
        (Capabilities.Connections, "v3/accounts/{0}/connections/?limit=1"),
        (Capabilities.Repositories, "v2/accounts/{0}/repositories/?limit=1"),
        (Capabilities.Users, "v3/accounts/{0}/users/?limit=1"),
        (Capabilities.Groups, "v3/accounts/{0}/groups/?limit=1"),
        (Capabilities.ServiceTokens, "v3/accounts/{0}/service-tokens/?limit=1"),
    ];

    /// <summary>What is asked of the doors in GraphQL, about an environment.</summary>
    private static readonly (Capability Capability, DocumentDoor Door, string Query)[] Queries =
    [
        (Capabilities.Metadata, DocumentDoor.Discovery, "{{ environment(id: {0}) {{ dbtProjectName }} }}"),
        (Capabilities.Metrics, DocumentDoor.SemanticLayer, "{{ environmentInfo(environmentId: {0}) {{ dialect }} }}"),
    ];

    /// <summary>The accounts that a token belongs to, with their names; or why that is not known.</summary>
    public async Task<(IReadOnlyList<(long Id, string Name)> Accounts, UpstreamFault? Fault)> AccountsAsync(
        KnownUpstream upstream,
        CancellationToken cancellation
    )
    {
        using var read = await reader.ReadAsync(upstream, new UpstreamRequest("GET", "/api/v3/accounts/"), cancellation);
        if (read.Fault is { } fault)
        {
            return ([], fault);
        }
        if (!read.IsGood || read.Data.ValueKind != JsonValueKind.Array)
        {
            return ([], UpstreamFaults.UnknownShape(upstream));
        }
        var traces = reader.TracesOf(upstream);
        return (
            [
                .. read
                    .Data.EnumerateArray()
                    .Where(a => a.ValueKind == JsonValueKind.Object && ThingPlaces.Whole(a, "id") is not null)
                    .Take(100)
                    .Select(a => (ThingPlaces.Whole(a, "id")!.Value, Name(ThingPlaces.Text(a, "name") ?? "", traces))),
            ],
            null
        );
    }

    /// <summary>What the token may read, and what not.</summary>
    public async Task<(IReadOnlyList<Capability> Readable, IReadOnlyList<Capability> Unreadable)> ReadsAsync(
        KnownUpstream upstream,
        CancellationToken cancellation
    )
    {
        var (readable, unreadable) = (new List<Capability>(), new List<Capability>());
        long? environment = null;
        foreach (var (capability, path) in Reads)
        {
            var address = "/api/" + string.Format(CultureInfo.InvariantCulture, path, upstream.AccountId);
            using var read = await reader.ReadAsync(upstream, new UpstreamRequest("GET", address), cancellation);
            (read.IsGood ? readable : unreadable).Add(capability);
            environment ??=
                capability == Capabilities.Environments && read is { IsGood: true, Data.ValueKind: JsonValueKind.Array }
                    ? read
                        .Data.EnumerateArray()
                        .Select(e => e.ValueKind == JsonValueKind.Object ? ThingPlaces.Whole(e, "id") : null)
                        .FirstOrDefault()
                    : null;
        }
        foreach (var (capability, door, query) in Queries)
        {
            // These doors answer about environments: where there is none, nothing can be asked.
            if (environment is { } id)
            {
                (
                    await AnswersAsync(upstream, door, string.Format(CultureInfo.InvariantCulture, query, id), cancellation)
                        ? readable
                        : unreadable
                ).Add(capability);
            }
        }
        return (readable, unreadable);
    }

    /// <summary>Whether a door answers a query, without errors.</summary>
    private async Task<bool> AnswersAsync(KnownUpstream upstream, DocumentDoor door, string query, CancellationToken cancellation)
    {
        var request = new UpstreamRequest("POST", UpstreamDoors.PathOf(upstream, door))
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(
                new Dictionary<string, string> { ["query"] = query },
                QueryJson.Default.DictionaryStringString
            ),
            Door = door,
        };
        using var read = await reader.ReadAsync(upstream, request, cancellation);
        return read.IsGood && read.Data.ValueKind == JsonValueKind.Object && !read.Document!.RootElement.TryGetProperty("errors", out _);
    }

    private static string Name(string name, TokenTraces traces) =>
        traces.AreIn(name) ? TokenTraces.Withheld
        : name.Length > 200 ? name[..200]
        : name;
}
