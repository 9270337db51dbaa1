using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>
/// Recognises a token in whatever an account elsewhere sends: as it is, its beginning, in hex, in base64 at each of the three alignments, and behind the escapes of JSON, HTML and
/// addresses, in any case of letters.
/// </summary>
internal sealed partial class TokenTraces
{
    /// <summary>What stands in place of a text in which a token was found.</summary>
    public const string Withheld = "[withheld]";

    /// <summary>Layers of escapes that are taken off.</summary>
    private const int Layers = 4;

    /// <summary>Characters of a token's beginning that nobody writes by chance.</summary>
    private const int Beginning = 12;

    private readonly SearchValues<string> _search;

    public TokenTraces(Secret token)
    {
        var text = token.Reveal();
        var bytes = Encoding.UTF8.GetBytes(text);
        HashSet<string> forms = [text, Convert.ToHexString(bytes)];
        if (text.Length >= 2 * Beginning)
        {
            forms.Add(text[..Beginning]);
        }
        for (var shift = 0; shift < 3; shift++)
        {
            // Characters that also depend on what stands before or behind the token are left out.
            var padded = new byte[shift + bytes.Length];
            bytes.CopyTo(padded, shift);
            var whole = padded.Length / 3 * 3;
            var encoded = Convert.ToBase64String(padded, 0, whole)[(shift == 0 ? 0 : shift + 1)..];
            if (encoded.Length >= Beginning)
            {
                forms.Add(encoded);
                forms.Add(encoded.Replace('+', '-').Replace('/', '_'));
            }
        }
        Forms = [.. forms.OrderByDescending(f => f.Length)];
        Longest = Forms[0].Length;
        _search = SearchValues.Create([.. Forms], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The forms that are searched for, longest first.</summary>
    public IReadOnlyList<string> Forms { get; }

    /// <summary>Characters of the longest form.</summary>
    public int Longest { get; }

    /// <summary>Whether a text holds it, behind whatever escapes.</summary>
    public bool AreIn(string text)
    {
        for (var layer = 0; layer < Layers; layer++)
        {
            if (text.AsSpan().ContainsAny(_search))
            {
                return true;
            }
            var plainer = Unescape(text);
            if (string.Equals(plainer, text, StringComparison.Ordinal))
            {
                return false;
            }
            text = plainer;
        }
        return text.AsSpan().ContainsAny(_search);
    }

    /// <summary>Whether it stands in UTF-8 as it is; what hides behind escapes is not looked for.</summary>
    public bool AreIn(ReadOnlySpan<byte> text)
    {
        var letters = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return letters.AsSpan(0, Encoding.UTF8.GetChars(text, letters)).ContainsAny(_search);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }

    /// <summary>Where one of its forms begins, with the form's length; −1 for nowhere.</summary>
    public (int At, int Length) FindIn(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAny(_search);
        if (at < 0)
        {
            return (-1, 0);
        }
        foreach (var form in Forms)
        {
            if (text[at..].StartsWith(form, StringComparison.OrdinalIgnoreCase))
            {
                return (at, form.Length);
            }
        }
        return (-1, 0);
    }

    private static string Unescape(string text)
    {
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            text = JsonEscape()
                .Replace(
                    text,
                    m => ((char)int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
                )
                .Replace("\\", "", StringComparison.Ordinal);
        }
        if (text.Contains('&', StringComparison.Ordinal))
        {
            text = WebUtility.HtmlDecode(text);
        }
        return text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
    }

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonEscape();
}
