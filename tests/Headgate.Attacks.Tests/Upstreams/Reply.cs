using System.Text;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>What the account elsewhere answers: bytes, as they are to go out.</summary>
internal sealed record Reply
{
    public required Func<Stream, CancellationToken, Task> Write { get; init; }

    /// <summary>Whether the connection is closed behind it.</summary>
    public bool Closes { get; init; }

    /// <summary>A whole answer, with a length that is true.</summary>
    public static Reply Of(int status, string body, string type = "application/json", params string[] headers) =>
        Of(status, Encoding.UTF8.GetBytes(body), type, headers);

    public static Reply Of(int status, byte[] body, string type = "application/json", params string[] headers) =>
        Raw(
            $"HTTP/1.1 {status} Answer\r\n"
                + (type.Length > 0 ? $"Content-Type: {type}\r\n" : "")
                + string.Concat(headers.Select(h => h + "\r\n"))
                + $"Content-Length: {body.Length}\r\n\r\n",
            body
        );

    /// <summary>These bytes, and nothing else.</summary>
    public static Reply Raw(string head, byte[]? body = null, bool closes = false) =>
        new()
        {
            Closes = closes,
            Write = async (stream, cancellation) =>
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(head), cancellation);
                await stream.WriteAsync(body ?? [], cancellation);
            },
        };

    /// <summary>The same piece for ever, until nobody takes it any more.</summary>
    public static Reply Endless(string head, byte[] piece) =>
        new()
        {
            Closes = true,
            Write = async (stream, cancellation) =>
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(head), cancellation);
                while (true)
                {
                    await stream.WriteAsync(piece, cancellation);
                }
            },
        };

    /// <summary>No answer, until the server ends.</summary>
    public static Reply Silence { get; } =
        new() { Closes = true, Write = (_, cancellation) => new TaskCompletionSource().Task.WaitAsync(cancellation) };

    /// <summary>The connection is closed without a word.</summary>
    public static Reply Hangup { get; } = new() { Closes = true, Write = (_, _) => Task.CompletedTask };

    /// <summary>dbt's envelope around one thing.</summary>
    public static Reply Data(string data, int status = 200, params string[] headers) =>
        Of(status, Envelope(data), "application/json", headers);

    /// <summary>dbt's envelope around a page.</summary>
    public static Reply Page(IReadOnlyList<string> rows, long total) =>
        Of(
            200,
            $$$$"""{"status":{"code":200,"is_success":true,"user_message":"Success!","developer_message":""},"data":[{{{{string.Join(',', rows)}}}}],"extra":{"filters":{},"order_by":"id","pagination":{"count":{{{{rows.Count}}}},"total_count":{{{{total}}}} }}}"""
        );

    public static string Envelope(string data) =>
        $$$"""{"status":{"code":200,"is_success":true,"user_message":"Success!","developer_message":""},"data":{{{data}}} }""";
}
