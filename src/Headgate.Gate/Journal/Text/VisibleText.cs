using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headgate.Catalogue;

namespace Headgate.Gate.Journal.Text;

/// <summary>Makes foreign text safe to stand in a sentence: nothing invisible, nothing that forges a line, nothing endless.</summary>
public static class VisibleText
{
    /// <summary>Characters of a name that a sentence shows; the rest is replaced by its length and digest.</summary>
    public const int Longest = 200;

    /// <summary>The text on one line: control, direction and zero-width characters written out, long texts cut with a digest of the whole.</summary>
    /// <param name="text">Text that a caller or a project's author wrote.</param>
    /// <param name="longest">Characters shown at most.</param>
    public static string Of(string text, int longest = Longest)
    {
        if (text.Length <= longest && IsPlain(text))
        {
            return text;
        }
        var shown = new StringBuilder(Math.Min(text.Length, longest) + 64);
        AppendEscaped(shown, text.Length > longest ? text.AsSpan(0, longest) : text);
        if (text.Length > longest)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            shown.Append(CultureInfo.InvariantCulture, $"… ({text.Length} characters, SHA-256 {digest})");
        }
        return shown.ToString();
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c == '\\' || char.IsSurrogate(c) || HiddenCharacter.Is(c))
            {
                return false;
            }
        }
        return true;
    }

    private static void AppendEscaped(StringBuilder shown, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(text, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[0]:x4}");
            }
            else if (rune.Value == '\\')
            {
                shown.Append("\\\\");
            }
            else if (rune.Value is '\n' or '\r' or '\t')
            {
                shown.Append(
                    rune.Value switch
                    {
                        '\n' => "\\n",
                        '\r' => "\\r",
                        _ => "\\t",
                    }
                );
            }
            else if (HiddenCharacter.Is(rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                shown.Append(text[..used]);
            }
            text = text[used..];
        }
    }
}
