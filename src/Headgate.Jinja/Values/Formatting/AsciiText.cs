using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Formatting;

/// <summary>Python's ascii(): repr with everything beyond ASCII escaped.</summary>
internal static class AsciiText
{
    public static string Of(in Value value)
    {
        var repr = value.Repr();
        if (System.Text.Ascii.IsValid(repr))
        {
            return repr;
        }
        using var buffer = new TextBuffer();
        foreach (var point in CodePoints.ToArray(repr))
        {
            buffer.Append(
                point switch
                {
                    < 128 => CodePoints.OneCharacter((char)point),
                    < 0x100 => $"\\x{point:x2}",
                    < 0x10000 => $"\\u{point:x4}",
                    _ => $"\\U{point:x8}",
                }
            );
        }
        return buffer.ToString();
    }
}
