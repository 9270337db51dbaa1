namespace Headgate.Metrics.Items;

/// <summary>
/// What a condition from outside may be made of: comparisons, and functions that only compute. A word that is not known here is refused, so that no table, column or function
/// of the database can be named beside what templates name.
/// </summary>
internal static class FilterWords
{
    private const int Longest = 10_000;

    private static readonly HashSet<string> Known = new(
        [
            .. "and or not in is null like ilike between true false case when then else end as any_value asc".Split(' '),
            .. "cast date timestamp timestamptz time interval integer int bigint double precision decimal numeric varchar text boolean".Split(
                ' '
            ),
            .. "day days week weeks month months quarter quarters year years hour hours minute minutes second seconds dow doy".Split(' '),
            .. "lower upper trim ltrim rtrim length substring left right concat replace coalesce nullif greatest least".Split(' '),
            .. "abs round floor ceil ceiling mod power sqrt sign".Split(' '),
            .. "date_trunc date_part extract date_diff date_add now current_date current_timestamp today starts_with contains ends_with".Split(
                ' '
            ),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Why a condition is not taken; null where it is. What templates gave has been taken out of it.</summary>
    public static string? WhyNot(string sql)
    {
        if (sql.Length > Longest)
        {
            return $"it is longer than {Longest} characters";
        }
        for (var i = 0; i < sql.Length; i++)
        {
            if (sql[i] == '\'')
            {
                // Doubled quotes read as two texts side by side, which ends at the same place.
                i = sql.IndexOf('\'', i + 1);
                continue;
            }
            if (sql[i] == '"')
            {
                return "it names a column beside what Dimension, TimeDimension, Entity and Metric name";
            }
            if (!char.IsLetter(sql[i]) && sql[i] != '_')
            {
                continue;
            }
            var start = i;
            while (i + 1 < sql.Length && (char.IsLetterOrDigit(sql[i + 1]) || sql[i + 1] == '_'))
            {
                i++;
            }
            var word = sql[start..(i + 1)];
            // The exponent of a number.
            if (
                !Known.Contains(word)
                && !(start > 0 && char.IsDigit(sql[start - 1]) && word[0] is 'e' or 'E' && word.Skip(1).All(char.IsDigit))
            )
            {
                return $"'{(word.Length > 40 ? word[..40] : word)}' is not among what a condition may use";
            }
        }
        return null;
    }
}
