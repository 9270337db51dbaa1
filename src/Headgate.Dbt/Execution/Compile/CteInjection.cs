using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.Compile;

/// <summary>Puts the ephemeral models that a query reads before it, as common table expressions.</summary>
internal static class CteInjection
{
    /// <summary>The query with the expressions: in its own <c>with</c> before its own expressions, or in one that is put before it.</summary>
    public static string Inject(string sql, IReadOnlyList<InjectedCte> ctes)
    {
        if (ctes.Count == 0)
        {
            return sql;
        }
        var joined = string.Join(", ", ctes.Select(c => c.Sql));
        var start = SkipBlanks(sql, 0);
        var first = SqlComments.SkipBlanksAndComments(sql, 0);
        if (!IsWord(sql, first, "with"))
        {
            return $"{sql.AsSpan(0, start)}with{joined} {sql.AsSpan(start)}";
        }
        var behind = first + "with".Length;
        var next = SqlComments.SkipBlanksAndComments(sql, behind);
        if (IsWord(sql, next, "recursive"))
        {
            behind = next + "recursive".Length;
        }
        var at = SkipBlanks(sql, behind);
        return string.Concat(sql.AsSpan(0, at), joined, ", ", sql.AsSpan(at));
    }

    private static int SkipBlanks(string sql, int at)
    {
        while (at < sql.Length && char.IsWhiteSpace(sql[at]))
        {
            at++;
        }
        return at;
    }

    private static bool IsWord(string sql, int at, string word) =>
        string.Compare(sql, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (at + word.Length == sql.Length || !(char.IsLetterOrDigit(sql[at + word.Length]) || sql[at + word.Length] == '_'));
}
