using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.IdentityModel.Tokens;

namespace Headgate.Gate.Workloads;

/// <summary>
/// The keys of issuers: those that stand in a workload's row, or those that the issuer publishes. Fetched ones are kept for ten minutes, and asked for again, once in a minute at
/// most, where a token names a key that is not among them; while an issuer is silent, what it said last holds for a day.
/// </summary>
internal sealed class IssuerKeys : IDisposable
{
    private const int HeaderKilobytes = 16;
    private const int MostBytes = 256 * 1024;
    private const int MostIssuers = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Fetched> _fetched = new(StringComparer.Ordinal);
    private readonly IOutboundConnections _outbound;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public IssuerKeys(IOutboundConnections outbound, TimeProvider time)
    {
        (_outbound, _time) = (outbound, time);
        _http = new HttpClient(OutboundHandler.Of(outbound, HeaderKilobytes, TimeSpan.Zero)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The keys with which a token of a workload's issuer may be signed: those of its key id, or the only one where it names none.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="keyId">The key id of the token; empty for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<SecurityKey>> FindAsync(Workload workload, string? keyId, CancellationToken cancellation)
    {
        if (workload.Keys is { } own)
        {
            return Choose(Read(own), keyId);
        }
        var source = workload.KeysUrl ?? workload.Issuer;
        var known = _fetched.GetValueOrDefault(source);
        var age = known is null ? TimeSpan.MaxValue : _time.GetElapsedTime(known.At);
        if (age < Fresh && (Choose(known!.Keys, keyId) is { Count: > 0 } || _time.GetElapsedTime(known.Tried) < Pause))
        {
            return Choose(known.Keys, keyId);
        }
        if (known is not null && _time.GetElapsedTime(known.Tried) < Pause)
        {
            return age < Kept ? Choose(known.Keys, keyId) : [];
        }
        var now = _time.GetTimestamp();
        var fetched = await FetchAsync(workload, cancellation);
        if (_fetched.Count >= MostIssuers)
        {
            _fetched.Clear();
        }
        _fetched[source] =
            fetched is not null ? new Fetched(fetched, now, now)
            : known is not null ? known with { Tried = now }
            : new Fetched([], now, now);
        return Choose(fetched ?? (age < Kept ? known!.Keys : []), keyId);
    }

    /// <summary>What is wrong with keys that somebody writes down; null for nothing.</summary>
    public static string? Fault(string keys) =>
        Read(keys).Count > 0 ? null : "The keys are a JSON Web Key Set with at least one public key of RSA or of an elliptic curve.";

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<JsonWebKey>?> FetchAsync(Workload workload, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var url = workload.KeysUrl;
            if (url is null)
            {
                using var about = await GetAsync(workload.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", limit.Token);
                if (about is null || Text(about, "issuer") != workload.Issuer)
                {
                    return null;
                }
                url = Text(about, "jwks_uri");
            }
            using var keys = url is null ? null : await GetAsync(url, limit.Token);
            return keys is null ? null : Read(keys.RootElement.GetRawText());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OutboundFault or JsonException)
        {
            return null;
        }
    }

    private async Task<JsonDocument?> GetAsync(string url, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || _outbound.Problem(address) is not null)
        {
            return null;
        }
        using var answer = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[MostBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length > MostBytes ? null : JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 8 });
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static List<JsonWebKey> Read(string keys)
    {
        try
        {
            return
            [
                .. new JsonWebKeySet(keys).Keys.Where(k =>
                    k.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve && k.Use is null or "" or "sig"
                ),
            ];
        }
        catch (Exception e) when (e is ArgumentException or JsonException)
        {
            return [];
        }
    }

    private static List<JsonWebKey> Choose(IReadOnlyList<JsonWebKey> keys, string? keyId) =>
        string.IsNullOrEmpty(keyId)
            ? keys.Count == 1
                ? [keys[0]]
                : []
            : [.. keys.Where(k => string.Equals(k.Kid, keyId, StringComparison.Ordinal))];

    private sealed record Fetched(IReadOnlyList<JsonWebKey> Keys, long At, long Tried);
}
