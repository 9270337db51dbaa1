using System.Buffers;

namespace Headgate.Platform.Webhooks.Sending;

/// <summary>
/// Whether an answer says plainly where it ends. The client reads one with an impossible length up to the end of its connection, as if it had none, so that a broken
/// receiver would count as one that has the event.
/// </summary>
internal static class AnswerFraming
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Whether it has one length that is a number, or is sent in chunks, or neither.</summary>
    public static bool IsSound(HttpResponseMessage response)
    {
        var isChunked = response.Headers.NonValidated.TryGetValues("Transfer-Encoding", out var encodings);
        var hasLength = response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths);
        return (isChunked, hasLength) switch
        {
            (true, false) => encodings.Count == 1 && encodings.Single().Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase),
            (false, true) => lengths.Count == 1 && IsLength(lengths.Single().Trim()),
            (true, true) => false,
            _ => true,
        };
    }

    private static bool IsLength(string text) => text.Length is > 0 and < 19 && !text.AsSpan().ContainsAnyExcept(Digits);
}
