using System.Text;
using System.Text.Encodings.Web;
using Headgate.Catalogue;

namespace Headgate.Gate.Journal.Text;

/// <summary>How text is written into a line: readable letters of all languages, nothing escaped without need, everything invisible escaped.</summary>
internal sealed class JournalEncoder : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Plain = UnsafeRelaxedJsonEscaping;

    public static JournalEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 12;

    public override bool WillEncode(int unicodeScalar) =>
        Plain.WillEncode(unicodeScalar) || unicodeScalar > 0x7f && (unicodeScalar > 0xffff || HiddenCharacter.Is((char)unicodeScalar));

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) =>
        Ascii.IsValid(utf8Text) ? Plain.FindFirstCharacterToEncodeUtf8(utf8Text) : base.FindFirstCharacterToEncodeUtf8(utf8Text);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < span.Length; i++)
        {
            if (char.IsSurrogate(span[i]) || WillEncode(span[i]))
            {
                return i;
            }
        }
        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (Plain.WillEncode(unicodeScalar))
        {
            return Plain.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }
        Span<char> units = stackalloc char[2];
        units = units[..new Rune(unicodeScalar).EncodeToUtf16(units)];
        var to = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        foreach (var unit in units)
        {
            if (!to[numberOfCharactersWritten..].TryWrite($"\\u{(int)unit:x4}", out var written))
            {
                numberOfCharactersWritten = 0;
                return false;
            }
            numberOfCharactersWritten += written;
        }
        return true;
    }
}
