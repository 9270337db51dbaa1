using Microsoft.Extensions.Primitives;

namespace Headgate.Wire;

/// <summary>
/// The name that a caller gives to one call, so that sending it again is not doing it again: the header <c>Idempotency-Key</c>, or what stands in its place at other doors.
/// </summary>
/// <param name="Text">The name; null where what was sent is none.</param>
public sealed record RepeatKey(string? Text)
{
    /// <summary>Whether the call is only to be answered as the first of the name was, and never done.</summary>
    public bool IsOnlyAgain { get; init; }

    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Most characters of a name.</summary>
    public const int Longest = 255;

    /// <summary>The name that a header has; null where it was not sent.</summary>
    public static RepeatKey? Of(StringValues header) => header.Count == 0 ? null : Of(header.Count == 1 ? header[0] : null);

    /// <summary>The name that a text is: 1 to 255 visible characters of ASCII.</summary>
    public static RepeatKey Of(string? text) =>
        new(text is { Length: > 0 and <= Longest } && !text.AsSpan().ContainsAnyExceptInRange('!', '~') ? text : null);
}
