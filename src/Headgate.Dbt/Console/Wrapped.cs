using System.Text;

namespace Headgate.Dbt.Console;

/// <summary>Text in lines of a width; words are never cut.</summary>
internal static class Wrapped
{
    /// <summary>The text in lines of at most 80 letters, unless a word is longer.</summary>
    public static string At80(string text) => string.Join('\n', Lines(text, 80));

    /// <summary>The lines of a text.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }
        yield return line.ToString();
    }
}
