namespace Headgate.WebConsole.Words;

/// <summary>A sentence of the record in parts: what stands in quotation marks is a name, and bold.</summary>
public static class SentenceParts
{
    /// <summary>The parts, in order.</summary>
    public static IEnumerable<(string Text, bool IsName)> Of(string sentence)
    {
        var parts = sentence.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            // A quotation mark without its fellow is a character like any other.
            var isName = i % 2 == 1 && i < parts.Length - 1;
            var text = i % 2 == 1 && !isName ? "\"" + parts[i] : parts[i];
            if (text.Length > 0)
            {
                yield return (text, isName);
            }
        }
    }
}
