using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Headgate.Platform.Webhooks.Receivers;

namespace Headgate.Platform.Webhooks.Sending;

/// <summary>
/// Posts one body to one receiver and says what came of it. Redirects, proxies, cookies and credentials of this machine take no part; the whole
/// exchange has ten seconds.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int AnswerLimit = 64 * 1024;
    private const int AnswerHeaderKilobytes = 16;
    private const string TooLate = "The receiver did not answer within 10 seconds.";

    private static readonly HttpRequestOptionsKey<bool> Connected = new("headgate.connected");
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;

    public WebhookSender(ReceiverConnection connection, TimeProvider clock)
    {
        _clock = clock;
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                Credentials = null,
                ActivityHeadersPropagator = null,
                ConnectTimeout = Timeout.InfiniteTimeSpan,
                // A kept connection would be a judgement kept: each attempt is judged and connected anew.
                PooledConnectionLifetime = TimeSpan.Zero,
                MaxResponseHeadersLength = AnswerHeaderKilobytes,
                MaxResponseDrainSize = 0,
                SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
                ConnectCallback = async (context, cancellation) =>
                {
                    var stream = await connection.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation);
                    context.InitialRequestMessage.Options.Set(Connected, true);
                    return stream;
                },
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The headers of every delivery except the signature, as a receipt shows them.</summary>
    public const string HeadersText = """{"Content-Type":"application/json","User-Agent":"Headgate"}""";

    /// <summary>Sends. Only <paramref name="stopping"/> throws; whatever a receiver does is a result.</summary>
    public async Task<SendResult> SendAsync(Uri receiver, byte[] body, string signature, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Patience, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Headgate", null));
        request.Headers.TryAddWithoutValidation("Authorization", signature);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            return AnswerFraming.IsSound(response)
                ? SendResult.Answered((int)response.StatusCode, await StartOfAsync(response, end.Token))
                : Broken(HttpRequestError.InvalidResponse);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return request.Options.TryGetValue(Connected, out _)
                ? SendResult.NoAnswer("timeout", TooLate)
                : SendResult.NoAnswer("connection", ReceiverConnection.NoConnection);
        }
        catch (HttpRequestException failure)
        {
            return failure.InnerException is ReceiverFault fault
                ? SendResult.NoAnswer(fault.Code, fault.Message)
                : Broken(failure.HttpRequestError);
        }
        catch (IOException)
        {
            return Broken(HttpRequestError.ResponseEnded);
        }
    }

    public void Dispose() => _client.Dispose();

    private static SendResult Broken(HttpRequestError error) =>
        error == HttpRequestError.SecureConnectionError
            ? SendResult.NoAnswer("tls", "The receiver's certificate or its version of TLS is not acceptable.")
            : SendResult.NoAnswer("connection", "The connection to the receiver broke off, or what it answered was not HTTP.");

    /// <summary>At most 64 KiB of the answer; the rest is never read, because the connection is closed.</summary>
    private static async Task<string> StartOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(AnswerLimit);
        try
        {
            var length = await stream.ReadAtLeastAsync(
                buffer.AsMemory(0, AnswerLimit),
                AnswerLimit,
                throwOnEndOfStream: false,
                cancellation
            );
            // PostgreSQL keeps no NUL in texts.
            return Encoding.UTF8.GetString(buffer, 0, length).Replace('\0', '\uFFFD');
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
