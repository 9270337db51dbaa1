using System.Buffers;
using System.Text.Json;

namespace Headgate.Platform.Runs.Logs;

/// <summary>Replaces secret values in text by five stars, as dbt does. Also finds a value in the form that JSON gives it.</summary>
internal sealed class Scrubber
{
    private const string Stars = "*****";

    /// <summary>One or two letters are no secret, and replacing them would make every log unreadable.</summary>
    private const int ShortestSecret = 3;

    private readonly string[] _secrets;
    private readonly SearchValues<string> _any;

    public Scrubber(IEnumerable<string> secrets)
    {
        _secrets = secrets
            .SelectMany(secret => secret.Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(secret))
            .Select(secret => secret.Trim('\r'))
            .SelectMany(secret => new[] { secret, JsonEncodedText.Encode(secret).ToString() })
            .Where(secret => secret.Length >= ShortestSecret)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)
            .ToArray();
        _any = SearchValues.Create(_secrets, StringComparison.Ordinal);
    }

    private int Longest => IsEmpty ? 1 : _secrets[0].Length;

    /// <summary>True when there is nothing to look for.</summary>
    public bool IsEmpty => _secrets.Length == 0;

    /// <summary>The text without secrets.</summary>
    public string Clean(string text)
    {
        if (IsEmpty || !text.AsSpan().ContainsAny(_any))
        {
            return text;
        }
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Stars, StringComparison.Ordinal);
        }
        return text;
    }

    /// <summary>
    /// Where a text that goes on can be cut: what lies before has no beginning of a secret whose end is behind. The whole text where no such place is left in it.
    /// </summary>
    public int CutOf(ReadOnlySpan<char> text)
    {
        // A secret that has begun in the last characters may go on in what is not there yet.
        var cut = text.Length - (Longest - 1);
        while (cut > 0 && BeginOfOneAcross(text, cut) is { } begin)
        {
            cut = begin;
        }
        return cut > 0 ? cut : text.Length;
    }

    private int? BeginOfOneAcross(ReadOnlySpan<char> text, int cut)
    {
        var from = Math.Max(0, cut - (Longest - 1));
        while (!IsEmpty && text[from..].IndexOfAny(_any) is >= 0 and var at && from + at < cut)
        {
            from += at;
            var rest = text[from..];
            // Of several that begin there, the longest counts.
            var length = 0;
            foreach (var secret in _secrets)
            {
                if (rest.StartsWith(secret))
                {
                    length = secret.Length;
                    break;
                }
            }
            if (from + length > cut)
            {
                return from;
            }
            from++;
        }
        return null;
    }

    /// <summary>Whether a text has a secret in it; it is read piece by piece, however long it is.</summary>
    public async Task<bool> FindsAsync(TextReader text, CancellationToken cancellation)
    {
        if (IsEmpty)
        {
            return false;
        }
        var pieces = new TextPieces(text, Longest - 1);
        while (await pieces.ReadAsync(cancellation))
        {
            if (pieces.Text.Span.ContainsAny(_any))
            {
                return true;
            }
            if (pieces.IsLast)
            {
                break;
            }
            pieces.Take(pieces.Text.Length - (Longest - 1));
        }
        return false;
    }

    /// <summary>Copies a text without secrets, piece by piece; also one that lies across two pieces is found.</summary>
    public async Task CopyAsync(TextReader text, TextWriter to, CancellationToken cancellation)
    {
        var pieces = new TextPieces(text, Longest - 1);
        while (await pieces.ReadAsync(cancellation))
        {
            var at = IsEmpty ? -1 : pieces.Text.Span.IndexOfAny(_any);
            // A secret that begins in the last characters may go on in the next piece.
            var plain =
                at >= 0 ? at
                : pieces.IsLast ? pieces.Text.Length
                : Math.Max(0, pieces.Text.Length - (Longest - 1));
            await to.WriteAsync(pieces.Text[..plain], cancellation);
            pieces.Take(plain);
            // One that is found there may be the beginning of a longer one: it is looked at again with what follows.
            if (at >= 0 && (pieces.IsLast || pieces.Text.Length >= Longest))
            {
                await to.WriteAsync(Stars.AsMemory(), cancellation);
                var rest = pieces.Text;
                pieces.Take(Array.Find(_secrets, secret => rest.Span.StartsWith(secret))!.Length);
            }
        }
    }
}
