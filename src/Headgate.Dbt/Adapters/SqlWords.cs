namespace Headgate.Dbt.Adapters;

/// <summary>Reads words of SQL without understanding it: comments, quoted names and texts are skipped.</summary>
internal static class SqlWords
{
    /// <summary>The first words, in capitals.</summary>
    public static List<string> First(string sql, int count)
    {
        var words = new List<string>(count);
        foreach (var word in Read(sql))
        {
            words.Add(word.ToUpperInvariant());
            if (words.Count == count)
            {
                break;
            }
        }
        return words;
    }

    /// <summary>Does a word that starts a query stand behind an AS?</summary>
    public static bool HasQuery(string sql)
    {
        var after = false;
        foreach (var word in Read(sql))
        {
            if (after && IsAny(word, "SELECT", "WITH", "FROM", "VALUES"))
            {
                return true;
            }
            after = IsAny(word, "AS");
        }
        return false;
    }

    /// <summary>The name, as it is written, that stands behind CREATE … TABLE; null where the text makes no table.</summary>
    public static string? CreatedTable(string sql)
    {
        var at = EndOfWord(sql, "TABLE");
        if (at < 0)
        {
            return null;
        }
        var start = at;
        while (start < sql.Length && char.IsWhiteSpace(sql[start]))
        {
            start++;
        }
        var end = start;
        while (end < sql.Length && !char.IsWhiteSpace(sql[end]) && sql[end] != '(')
        {
            end = sql[end] == '"' ? End(sql, "\"", end + 1) : end + 1;
        }
        return end > start ? sql[start..end] : null;
    }

    /// <summary>The end of a word and of an IF NOT EXISTS behind it; -1 where the word is missing.</summary>
    private static int EndOfWord(string sql, string wanted)
    {
        var behind = -1;
        var left = new Queue<string>(["IF", "NOT", "EXISTS"]);
        foreach (var (word, end) in ReadWithEnds(sql))
        {
            if (behind < 0)
            {
                behind = IsAny(word, wanted) ? end : behind;
                continue;
            }
            if (!IsAny(word, left.Peek()) || !string.IsNullOrWhiteSpace(sql[behind..(end - word.Length)]))
            {
                break;
            }
            left.Dequeue();
            behind = end;
            if (left.Count == 0)
            {
                break;
            }
        }
        return behind;
    }

    private static bool IsAny(string word, params ReadOnlySpan<string> choices)
    {
        foreach (var choice in choices)
        {
            if (word.Equals(choice, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<string> Read(string sql) => ReadWithEnds(sql).Select(word => word.Word);

    private static IEnumerable<(string Word, int End)> ReadWithEnds(string sql)
    {
        var at = 0;
        while (at < sql.Length)
        {
            var c = sql[at];
            if (c == '-' && at + 1 < sql.Length && sql[at + 1] == '-')
            {
                at = End(sql, "\n", at);
            }
            else if (c == '/' && at + 1 < sql.Length && sql[at + 1] == '*')
            {
                at = End(sql, "*/", at);
            }
            else if (c is '\'' or '"' or '`')
            {
                at = End(sql, c.ToString(), at + 1);
            }
            else if (char.IsLetter(c) || c == '_')
            {
                var start = at;
                while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] == '_'))
                {
                    at++;
                }
                yield return (sql[start..at], at);
            }
            else
            {
                at++;
            }
        }
    }

    private static int End(string sql, string mark, int from)
    {
        var found = sql.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + mark.Length;
    }
}
