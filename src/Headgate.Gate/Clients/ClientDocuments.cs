using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Gate.Clients;

/// <summary>
/// Clients whose id is the address of a document that describes them. Whoever sends a browser here chooses that address, so it is fetched from the public internet alone: each
/// address is judged when it is connected to, no redirect is followed, and size and time have limits.
/// </summary>
internal sealed class ClientDocuments : IDisposable
{
    private const int HeaderKilobytes = 16;
    private const int MostBytes = 64 * 1024;
    private const int MostKept = 200;
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (KnownClient Client, long At)> _kept = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly IOutboundConnections _outbound;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public ClientDocuments([FromKeyedServices(OutboundReach.Public)] IOutboundConnections outbound, TimeProvider time)
    {
        (_outbound, _time) = (outbound, time);
        _http = new HttpClient(OutboundHandler.Of(outbound, HeaderKilobytes, TimeSpan.Zero)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The client of an address, or why it is none.</summary>
    public async Task<(KnownClient? Client, OAuthFault? Fault)> FindAsync(string id, CancellationToken cancellation)
    {
        if (_kept.TryGetValue(id, out var kept) && _time.GetElapsedTime(kept.At) < Kept)
        {
            return (kept.Client, null);
        }
        if (Misformed(id, out var address) is { } wrong)
        {
            return (null, Bad(wrong));
        }
        if (_outbound.Problem(address) is { } problem)
        {
            return (null, Bad($"Its description is not fetched: {problem}."));
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await _turns.WaitAsync(limit.Token);
            try
            {
                var found = await FetchAsync(id, address, limit.Token);
                if (found.Client is { } client)
                {
                    Keep(id, client);
                }
                return found;
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, Bad("Its description did not arrive within three seconds."));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OutboundFault)
        {
            var blocked = e as OutboundFault ?? e.InnerException as OutboundFault;
            return (null, Bad($"Its description cannot be fetched: {blocked?.Message.TrimEnd('.') ?? "no answer came"}."));
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _turns.Dispose();
    }

    private async Task<(KnownClient? Client, OAuthFault? Fault)> FetchAsync(string id, Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return (null, Bad($"Its description was answered with {(int)answer.StatusCode}; redirects are not followed."));
        }
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[MostBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        if (length > MostBytes)
        {
            return (null, Bad("Its description has more than 64 KiB."));
        }
        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 8 });
            return Read(id, address, document.RootElement);
        }
        catch (JsonException)
        {
            return (null, Bad("Its description is no JSON."));
        }
    }

    private static (KnownClient? Client, OAuthFault? Fault) Read(string id, Uri address, JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || RegisteredClients.Text(document, "client_id") != id)
        {
            return (null, Bad("Its description is that of another client: client_id has to be the address itself."));
        }
        if (RegisteredClients.Text(document, "token_endpoint_auth_method") is not (null or "none"))
        {
            return (null, Bad("It wants to prove itself in a way that is not served: token_endpoint_auth_method has to be \"none\"."));
        }
        var (uris, fault) = RegisteredClients.Uris(document);
        if (fault is not null)
        {
            return (null, Bad(fault));
        }
        if (uris.FirstOrDefault(u => !KnownClient.IsLoopback(u) && !IsAt(u, address)) is { } foreign)
        {
            return (null, Bad($"Its description sends codes to another host ({new Uri(foreign).GetLeftPart(UriPartial.Authority)})."));
        }
        var name = RegisteredClients.Text(document, "client_name")?.Trim();
        return name?.Length > RegisteredClients.LongestName || name?.Any(HiddenCharacter.Is) == true
            ? (null, Bad("Its name is too long, or has characters that nobody sees."))
            : (new KnownClient(id, string.IsNullOrEmpty(name) ? address.Host : name, uris), null);
    }

    private void Keep(string id, KnownClient client)
    {
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }
        _kept[id] = (client, _time.GetTimestamp());
    }

    private static bool IsAt(string uri, Uri document) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var own)
        && own.Scheme == Uri.UriSchemeHttps
        && own.Host == document.Host
        && own.Port == document.Port;

    /// <summary>What is wrong with the form; where it leads to, and that http:// is for nothing on the public internet, is judged with the address.</summary>
    private static string? Misformed(string id, out Uri address) =>
        !Uri.TryCreate(id, UriKind.Absolute, out address!)
        || address.Scheme is not ("https" or "http")
        || address.UserInfo.Length > 0
        || address.Fragment.Length > 0
        || address.AbsolutePath == "/"
        || !string.Equals(address.AbsoluteUri, id, StringComparison.Ordinal)
            ? "A client that is no registered one is the https:// address of its description, written as a browser writes it."
            : null;

    private static OAuthFault Bad(string message) => new("invalid_client", message) { Reason = Reason.BadTarget };
}
