namespace Headgate.Metrics.Items;

/// <summary>
/// Whether a text can stand between two parentheses of a statement without leaving them. What the condition says is for the database to judge;
/// that it stays a condition is judged here, because filters come from agents too.
/// </summary>
internal static class FilterText
{
    /// <summary>Why the text is no single condition, or null if it can be one.</summary>
    public static string? WhyNot(string sql)
    {
        if (string.IsNullOrWhiteSpace(sql))
        {
            return "it is empty";
        }
        var depth = 0;
        for (var i = 0; i < sql.Length; i++)
        {
            switch (sql[i])
            {
                case '\'' or '"':
                    var end = EndOfQuoted(sql, i);
                    if (end < 0)
                    {
                        return "a quoted text in it does not end";
                    }
                    i = end;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth < 0:
                    return "it closes a parenthesis that it did not open";
                case ';':
                    return "it has a semicolon";
                case '-' when At(sql, i + 1) == '-':
                case '/' when At(sql, i + 1) == '*':
                    return "it has a comment";
                case '$' when At(sql, i + 1) is '$' or '_' || char.IsLetter(At(sql, i + 1)):
                    return "it has a text between dollar signs";
                case 'e' or 'E' when At(sql, i + 1) == '\'' && !IsPartOfWord(At(sql, i - 1)):
                    return "it has a text with backslash escapes";
            }
        }
        return depth == 0 ? null : "it does not close all its parentheses";
    }

    private static int EndOfQuoted(string sql, int start)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] != sql[start])
            {
                continue;
            }
            if (At(sql, i + 1) != sql[start])
            {
                return i;
            }
            i++;
        }
        return -1;
    }

    private static char At(string sql, int index) => index >= 0 && index < sql.Length ? sql[index] : '\0';

    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
