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
        foreach (var (capability, path) in Reads)
        {
            var address = "/api/" + string.Format(CultureInfo.InvariantCulture, path, upstream.AccountId);
            using var read = await reader.ReadAsync(upstream, new UpstreamRequest("GET", address), cancellation);
            (read.IsGood ? readable : unreadable).Add(capability);
        }
        return (readable, unreadable);
    }

    private static string Name(string name, TokenTraces traces) =>
        traces.AreIn(name) ? TokenTraces.Withheld
        : name.Length > 200 ? name[..200]
        : name;
}
