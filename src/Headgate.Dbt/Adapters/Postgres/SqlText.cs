namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>The parts of SQL in which nothing has a meaning of its own: quotes and comments, by PostgreSQL's rules.</summary>
internal static class SqlText
{
    /// <summary>Is there anything but white space and comments?</summary>
    public static bool HasContent(string sql)
    {
        var at = 0;
        while (at < sql.Length)
        {
            if (IsComment(sql, at))
            {
                at = EndOfHidden(sql, at);
            }
            else if (!char.IsWhiteSpace(sql[at]))
            {
                return true;
            }
            else
            {
                at++;
            }
        }
        return false;
    }

    /// <summary>The end of the quote or comment that starts here; the same place where none does.</summary>
    public static int EndOfHidden(string sql, int at)
    {
        switch (sql[at])
        {
            case '-' when Next(sql, at) == '-':
                return After(sql, "\n", at);
            case '/' when Next(sql, at) == '*':
                return EndOfComment(sql, at);
            case '\'':
                return EndOfQuote(sql, at, '\'', escapes: false);
            case 'e' or 'E' when Next(sql, at) == '\'' && !IsInWord(sql, at):
                return EndOfQuote(sql, at + 1, '\'', escapes: true);
            case '"':
                return EndOfQuote(sql, at, '"', escapes: false);
            case '$' when !IsInWord(sql, at):
                return EndOfDollars(sql, at);
            default:
                return at;
        }
    }

    /// <summary>The end of the word that starts here.</summary>
    public static int EndOfWord(string sql, int at)
    {
        while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_' or '$'))
        {
            at++;
        }
        return at;
    }

    private static bool IsComment(string sql, int at) => sql[at] is '-' or '/' && Next(sql, at) == (sql[at] == '-' ? '-' : '*');

    private static char Next(string sql, int at) => at + 1 < sql.Length ? sql[at + 1] : '\0';

    private static bool IsInWord(string sql, int at) => at > 0 && (char.IsLetterOrDigit(sql[at - 1]) || sql[at - 1] is '_' or '$');

    private static int After(string sql, string mark, int from)
    {
        var found = sql.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + mark.Length;
    }

    private static int EndOfQuote(string sql, int at, char quote, bool escapes)
    {
        for (at++; at < sql.Length; at++)
        {
            if (escapes && sql[at] == '\\')
            {
                at++;
            }
            else if (sql[at] == quote)
            {
                return at + 1;
            }
        }
        return sql.Length;
    }

    /// <summary>Comments of this kind may stand inside each other.</summary>
    private static int EndOfComment(string sql, int at)
    {
        var depth = 0;
        while (at < sql.Length)
        {
            if (sql[at] == '/' && Next(sql, at) == '*')
            {
                depth++;
                at += 2;
            }
            else if (sql[at] == '*' && Next(sql, at) == '/')
            {
                at += 2;
                if (--depth == 0)
                {
                    return at;
                }
            }
            else
            {
                at++;
            }
        }
        return sql.Length;
    }

    private static int EndOfDollars(string sql, int at)
    {
        var end = at + 1;
        while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
        {
            end++;
        }
        var isTag = end < sql.Length && sql[end] == '$' && (end == at + 1 || !char.IsDigit(sql[at + 1]));
        return isTag ? After(sql, sql[at..(end + 1)], end + 1) : at;
    }
}
