using System.Net.Http.Headers;
using System.Text;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Text;

namespace Headgate.Gate.Journal.Witnesses;

/// <summary>An address that gets each head in a POST of one line of text; any 2xx means that it keeps it. Redirects are not followed.</summary>
internal sealed class HttpWitness(Uri address) : IWitness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };

    public string Name { get; } = SecretMask.Apply(address.ToString());

    public async Task KeepAsync(JournalHead head, CancellationToken cancellation)
    {
        using var body = new ByteArrayContent(Encoding.ASCII.GetBytes($"{head}\n"));
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "us-ascii");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new IOException($"it answered {(int)answer.StatusCode}");
            }
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"it did not answer within {Patience.TotalSeconds:0} s", e);
        }
    }

    public void Dispose() => _client.Dispose();
}
