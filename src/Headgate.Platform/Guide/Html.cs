using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Headgate.Platform.Guide;

/// <summary>
/// A page being written. What stands literally in an interpolated string is markup; what comes through its holes is text and is escaped, so that
/// no value can become markup.
/// </summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds markup with values in it.</summary>
    public Html Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds markup without values.</summary>
    public Html Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Takes an interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly struct Markup(int literalLength, int formattedCount, Html page)
    {
        private readonly StringBuilder _text = Sized(page._text, literalLength + (formattedCount * 16));

        /// <summary>Markup.</summary>
        public void AppendLiteral(string markup) => _text.Append(markup);

        /// <summary>A value.</summary>
        public void AppendFormatted(string? value) => _text.Append(WebUtility.HtmlEncode(value));

        /// <summary>A number.</summary>
        public void AppendFormatted(int value) => _text.Append(value);

        private static StringBuilder Sized(StringBuilder text, int more)
        {
            text.EnsureCapacity(text.Length + more);
            return text;
        }
    }
}
