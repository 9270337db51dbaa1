using System.Text;

namespace Headgate.Catalogue;

/// <summary>Splits a command of a job into words with the quoting rules of a shell, but without a shell: nothing else has a meaning.</summary>
public static class CommandWords
{
    /// <summary>The words of a command; null when a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c is '\'' or '"')
            {
                var end = EndOfQuote(command, i, word);
                if (end < 0)
                {
                    return null;
                }
                i = end;
                inWord = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }
            }
            else
            {
                if (c == '\\' && i + 1 < command.Length)
                {
                    c = command[++i];
                }
                word.Append(c);
                inWord = true;
            }
        }
        if (inWord)
        {
            words.Add(word.ToString());
        }
        return words;
    }

    private static int EndOfQuote(string command, int start, StringBuilder word)
    {
        var quote = command[start];
        for (var i = start + 1; i < command.Length; i++)
        {
            var c = command[i];
            if (c == quote)
            {
                return i;
            }
            if (quote == '"' && c == '\\' && i + 1 < command.Length && (command[i + 1] is '"' or '\\'))
            {
                c = command[++i];
            }
            word.Append(c);
        }
        return -1;
    }
}
