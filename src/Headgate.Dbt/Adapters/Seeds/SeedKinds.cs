using System.Globalization;

namespace Headgate.Dbt.Adapters.Seeds;

/// <summary>
/// Finds the first kind that fits every value of a column, in dbt's order: integer, number, date, timestamp, boolean, text.
/// An empty field and the word null are no value in every kind.
/// </summary>
internal static class SeedKinds
{
    private const NumberStyles IntegerForm =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
    private const NumberStyles NumberForm = IntegerForm | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] TimestampForms =
    [
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm",
        "yyyy-MM-ddTHH:mm:ssZ",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ",
        "yyyy-MM-ddTHH:mm:sszzz",
        "yyyy-MM-dd HH:mm:sszzz",
    ];

    /// <summary>The kind of a column.</summary>
    public static SeedKind Infer(IReadOnlyList<string[]> cells, int column)
    {
        var kind = SeedKind.Integer;
        var seen = false;
        foreach (var row in cells)
        {
            var text = row[column];
            if (IsNull(text))
            {
                continue;
            }
            seen = true;
            while (kind != SeedKind.Text && !Fits(kind, text))
            {
                kind++;
            }
        }
        // Values seen early fit an earlier kind only: a second pass asks whether the kind found fits them all.
        while (seen && kind != SeedKind.Text && !cells.All(row => IsNull(row[column]) || Fits(kind, row[column])))
        {
            kind++;
        }
        return seen ? kind : SeedKind.Integer;
    }

    /// <summary>The value of a field in a column of this kind.</summary>
    public static object? Parse(SeedKind kind, string text)
    {
        if (IsNull(text))
        {
            return null;
        }
        return kind switch
        {
            SeedKind.Integer => long.Parse(text, IntegerForm, CultureInfo.InvariantCulture),
            SeedKind.Number => decimal.TryParse(text, NumberForm, CultureInfo.InvariantCulture, out var exact)
                ? exact
                : double.Parse(text, NumberForm, CultureInfo.InvariantCulture),
            SeedKind.Date => DateOnly.ParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            SeedKind.Timestamp => ParseTimestamp(text.Trim()),
            SeedKind.Boolean => text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase),
            _ => text,
        };
    }

    private static bool IsNull(string text) => text.Length == 0 || text.Trim().Equals("null", StringComparison.OrdinalIgnoreCase);

    private static bool Fits(SeedKind kind, string text) =>
        kind switch
        {
            SeedKind.Integer => long.TryParse(text, IntegerForm, CultureInfo.InvariantCulture, out _),
            SeedKind.Number => double.TryParse(text, NumberForm, CultureInfo.InvariantCulture, out _),
            SeedKind.Date => DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            SeedKind.Timestamp => DateTimeOffset.TryParseExact(
                text.Trim(),
                TimestampForms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out _
            ),
            SeedKind.Boolean => text.Trim().ToLowerInvariant() is "true" or "false",
            _ => true,
        };

    private static DateTime ParseTimestamp(string text)
    {
        var time = DateTimeOffset.ParseExact(text, TimestampForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return DateTime.SpecifyKind(time.UtcDateTime, DateTimeKind.Unspecified);
    }
}
