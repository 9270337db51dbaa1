namespace Headgate.Wire;

/// <summary>
/// Reads a list out of one query parameter in every form that clients send: a JSON array, the same with single quotes, bare words in
/// brackets, words with commas, and the parameter repeated.
/// </summary>
internal static class OldListText
{
    public static List<string> Parse(IEnumerable<string?> values)
    {
        var items = new List<string>();
        foreach (var value in values)
        {
            var text = (value ?? "").AsSpan().Trim();
            if (text.Length > 0 && text[0] == '[')
            {
                text = text[1..];
                if (text.Length > 0 && text[^1] == ']')
                {
                    text = text[..^1];
                }
            }
            foreach (var part in text.Split(','))
            {
                var item = Unquote(text[part].Trim());
                if (item.Length > 0)
                {
                    items.Add(item.ToString());
                }
            }
        }
        return items;
    }

    private static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && (text[0] is '"' or '\''))
        {
            text = text[1..];
        }
        if (text.Length > 0 && (text[^1] is '"' or '\''))
        {
            text = text[..^1];
        }
        return text.Trim();
    }
}
