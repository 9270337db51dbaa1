using System.Net;
using System.Net.Sockets;
using System.Text;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Webhooks;

/// <summary>Receivers whose answer does not say where it ends, or says it in two ways.</summary>
public sealed class AnswerFramingTests
{
    private static CancellationToken Cancellation => WebhooksFixture.Cancellation;

    [Theory]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: +2")]
    [InlineData("Content-Length: 2.0")]
    [InlineData("Content-Length: 0x2")]
    [InlineData("Content-Length: two")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Content-Length: 2, 3")]
    [InlineData("Content-Length: 2\r\nContent-Length: 3")]
    [InlineData("Content-Length: 2\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Content-Length: 3")]
    public async Task An_answer_of_200_whose_length_cannot_be_is_a_failed_delivery(string headers)
    {
        var receipt = await ReceiptOfAsync($"HTTP/1.1 200 OK\r\n{headers}\r\n\r\nok");

        (receipt.HttpStatusCode, receipt.ErrorCode).ShouldBe((0, "connection"), headers);
    }

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\nok", "ok")]
    [InlineData("Content-Length: 0\r\n\r\n", "")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "ok")]
    [InlineData("Server: one that closes\r\n\r\nok", "ok")]
    public async Task An_answer_that_says_where_it_ends_or_ends_with_its_connection_is_a_delivery(string rest, string body)
    {
        var receipt = await ReceiptOfAsync($"HTTP/1.1 200 OK\r\n{rest}");

        (receipt.HttpStatusCode, receipt.ErrorCode, receipt.ResponseBody).ShouldBe((200, null, body));
    }

    private static async Task<WebhookDelivery> ReceiptOfAsync(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerOnceAsync(listener, answer);
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(new Uri($"http://{listener.LocalEndpoint}/"));
        await fixture.RunAsync(job, RunStatus.Success);
        await fixture.DeliverAsync();
        await answering;
        return (await fixture.ReceiptsAsync()).ShouldHaveSingleItem();
    }

    private static async Task AnswerOnceAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        await using var stream = client.GetStream();
        using var request = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var length = 0;
        while (await request.ReadLineAsync(Cancellation) is { Length: > 0 } line)
        {
            length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)
                ? int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture)
                : length;
        }
        // What is left unread when a socket closes resets it, and the answer with it.
        var body = new char[length];
        await request.ReadBlockAsync(body, Cancellation);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Cancellation);
    }
}
