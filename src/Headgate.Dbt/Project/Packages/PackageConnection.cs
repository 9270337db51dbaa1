using System.Net;
using System.Net.Sockets;

namespace Headgate.Dbt.Project.Packages;

/// <summary>
/// Fetches what packages are made of. In a box only by HTTPS and only from public addresses, or from hosts that the operator lists: through the box's own way out where
/// it has one, otherwise to an address that was judged. Bounded in bytes, redirects and time.
/// </summary>
internal sealed class PackageConnection : IDisposable
{
    private const int MostRedirects = 5;
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly PackageCall _call;
    private readonly HttpClient _client;

    /// <summary>Ready for one call of <c>dbt deps</c>.</summary>
    public PackageConnection(PackageCall call)
    {
        _call = call;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (call.Box is { } box)
        {
            handler.UseProxy = box.Proxy is not null;
            handler.Proxy = box.Proxy is { } proxy ? new WebProxy(proxy) : null;
            handler.ConnectCallback = box.Proxy is null ? ConnectAsync : null;
        }
        _client = new(handler) { Timeout = Patience };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd($"dbt-core/{DbtVersion.Compatible}");
    }

    /// <summary>Fetches something whole; null where it is not there.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DbtException">It is refused, too large, or cannot be had after five attempts.</exception>
    public async Task<byte[]?> GetAsync(Uri address, long most, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(address, most, cancellation);
            }
            catch (Exception failed) when (IsPassing(failed, cancellation))
            {
                if (attempt == Attempts)
                {
                    throw new DbtException(
                        DbtErrorKind.Dependency,
                        $"External connection exception occurred: {PackageAddresses.Shown(address)} could not be read: {Why(failed)}",
                        inner: failed
                    );
                }
            }
            await Task.Delay(Pause, _call.Time, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static string Why(Exception failed) =>
        failed is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }
            ? "the box of this run did not let the connection through; the lines above say why."
            : failed.Message;

    private static bool IsPassing(Exception failed, CancellationToken cancellation) =>
        failed is HttpRequestException or IOException || (failed is OperationCanceledException && !cancellation.IsCancellationRequested);

    private async Task<byte[]?> TryAsync(Uri address, long most, CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            PackageAddresses.Check(address, _call.Box);
            using var answer = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } next)
            {
                address = new Uri(address, next);
                continue;
            }
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }
            answer.EnsureSuccessStatusCode();
            return await ReadAsync(answer, address, most, cancellation);
        }
        throw new DbtException(DbtErrorKind.Dependency, $"{PackageAddresses.Shown(address)} redirects more than {MostRedirects} times.");
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, Uri address, long most, CancellationToken cancellation)
    {
        await using var content = await answer.Content.ReadAsStreamAsync(cancellation);
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; )
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > most)
            {
                throw new DbtException(
                    DbtErrorKind.Dependency,
                    $"{PackageAddresses.Shown(address)} has more than {most >> 20} MiB, the most that is taken for a package."
                );
            }
        }
        return kept.ToArray();
    }

    /// <summary>Connects to the addresses that were judged: nobody asks for the name again.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await PackageAddresses.JudgedAsync(context.DnsEndPoint.Host, _call.Box!, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
