using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>
/// Writes the texts of an answer, none of which may hold the token. The answer is searched as a whole first: where the token stands nowhere as it is, only texts that hide something
/// behind an escape need a look of their own, and all others are passed on byte by byte.
/// </summary>
internal sealed class CleanTexts(TokenTraces traces)
{
    /// <summary>What no escape begins with, and no encoder of JSON writes otherwise.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Except("\"\\&<>'+%`"u8.ToArray()),
    ]);

    private bool _mayHoldToken;

    public CleanTexts(TokenTraces traces, ReadOnlySpan<byte> body)
        : this(traces) => Add(body);

    /// <summary>Whether the token was found.</summary>
    public bool FoundToken { get; private set; }

    /// <summary>Texts of this answer, too, are to be written.</summary>
    public void Add(ReadOnlySpan<byte> body) => _mayHoldToken = _mayHoldToken || traces.AreIn(body);

    /// <summary>Writes a text.</summary>
    public void Write(Utf8JsonWriter json, JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (!_mayHoldToken && raw[1..^1].IndexOfAnyExcept(Plain) < 0)
        {
            json.WriteRawValue(raw, skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(Clean(text.GetString()!));
        }
    }

    /// <summary>A text without the token.</summary>
    public string Clean(string text)
    {
        if (!traces.AreIn(text))
        {
            return text;
        }
        FoundToken = true;
        return TokenTraces.Withheld;
    }
}
