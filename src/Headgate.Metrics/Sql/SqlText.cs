using System.Globalization;
using System.Text.RegularExpressions;

namespace Headgate.Metrics.Sql;

/// <summary>Names and literals.</summary>
internal static partial class SqlText
{
    private static readonly HashSet<string> Reserved = new(
        (
            "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_date current_time "
            + "current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in "
            + "initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references "
            + "returning select session_user some symmetric table then to trailing true union unique user using variadic when where window with "
            + "authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull outer "
            + "overlaps right similar tablesample verbose qualify pivot unpivot summarize describe show semi anti asof positional"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>A name, quoted where it must be.</summary>
    public static string Name(string name) =>
        Plain().IsMatch(name) && !Reserved.Contains(name) ? name : $"\"{name.Replace("\"", "\"\"")}\"";

    /// <summary>A number that is no integer.</summary>
    public static string Number(double value) => value.ToString("0.0################", CultureInfo.InvariantCulture);

    /// <summary>A moment; without its time of day at midnight.</summary>
    public static string Moment(DateTime value) =>
        $"'{value.ToString(value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}'";

    [GeneratedRegex("^[a-z_][a-z0-9_]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
