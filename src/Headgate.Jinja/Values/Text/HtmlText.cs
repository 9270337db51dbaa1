using System.Buffers;

namespace Headgate.Jinja.Values.Text;

/// <summary>Escaping for HTML as markupsafe does it.</summary>
internal static class HtmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>'\"");

    /// <summary>The text of a value, escaped unless it is safe already.</summary>
    public static string Escaped(in Value value)
    {
        if (value.IsSafe)
        {
            return (string)value.Reference!;
        }
        if (value.Reference is IJinjaObject { Html: { } html })
        {
            return html;
        }
        return Escape(value.ToString());
    }

    /// <summary>Whether the value knows its own HTML: safe text, or an object that says so.</summary>
    public static bool IsHtml(in Value value) => value.IsSafe || value.Reference is IJinjaObject { Html: not null };

    /// <summary>The value's own HTML, else its text as it is.</summary>
    public static string TextOrHtml(in Value value) => value.Reference is IJinjaObject { Html: { } html } ? html : value.ToString();

    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
        {
            return text;
        }
        using var buffer = new TextBuffer();
        Write(buffer, text);
        return buffer.ToString();
    }

    public static void Write(TextBuffer buffer, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var next = text.IndexOfAny(Special);
            if (next < 0)
            {
                buffer.Append(text);
                return;
            }
            buffer.Append(text[..next]);
            buffer.Append(
                text[next] switch
                {
                    '&' => "&amp;",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '\'' => "&#39;",
                    _ => "&#34;",
                }
            );
            text = text[(next + 1)..];
        }
    }
}
