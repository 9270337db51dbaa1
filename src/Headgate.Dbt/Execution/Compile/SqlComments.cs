namespace Headgate.Dbt.Execution.Compile;

/// <summary>Finds where SQL goes on behind blanks and comments.</summary>
internal static class SqlComments
{
    /// <summary>The place of the first sign that is neither blank nor in a comment; the length of the text where there is none.</summary>
    public static int SkipBlanksAndComments(string sql, int at)
    {
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
            }
            else if (StartsWith(sql, at, "--") || sql[at] == '#')
            {
                at = EndOf(sql, at, "\n");
            }
            else if (StartsWith(sql, at, "/*"))
            {
                at = EndOf(sql, at + 2, "*/");
            }
            else
            {
                return at;
            }
        }
        return sql.Length;
    }

    private static bool StartsWith(string sql, int at, string sign) => string.CompareOrdinal(sql, at, sign, 0, sign.Length) == 0;

    private static int EndOf(string sql, int at, string sign)
    {
        var end = sql.IndexOf(sign, at, StringComparison.Ordinal);
        return end < 0 ? sql.Length : end + sign.Length;
    }
}
