using System.Text.RegularExpressions;

namespace Headgate.Metadata.Columns.Binding;

/// <summary>Types of warehouses in DuckDB's words. Only what is known goes into a statement; the rest is text.</summary>
internal static partial class TableTypes
{
    /// <summary>The column of a table of which no column is known.</summary>
    public const string Nobody = "__no_column_is_known";

    private const int Longest = 2_000;

    /// <summary>Names that DuckDB has, with what it takes in parentheses and as brackets behind.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "bigint",
        "bit",
        "blob",
        "bool",
        "boolean",
        "bpchar",
        "bytea",
        "char",
        "date",
        "datetime",
        "decimal",
        "double",
        "float",
        "float4",
        "float8",
        "hugeint",
        "int",
        "int1",
        "int2",
        "int4",
        "int8",
        "integer",
        "interval",
        "json",
        "numeric",
        "real",
        "smallint",
        "string",
        "text",
        "time",
        "timestamp",
        "timestamptz",
        "timetz",
        "tinyint",
        "ubigint",
        "uhugeint",
        "uinteger",
        "usmallint",
        "utinyint",
        "uuid",
        "varchar",
        "timestamp_s",
        "timestamp_ms",
        "timestamp_ns",
        "double precision",
        "character varying",
        "character",
        "time with time zone",
        "timestamp with time zone",
    };

    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["timestamp without time zone"] = "timestamp",
        ["timestamp_ntz"] = "timestamp",
        ["timestamp_ltz"] = "timestamptz",
        ["timestamp_tz"] = "timestamptz",
        ["time without time zone"] = "time",
        ["jsonb"] = "json",
        ["variant"] = "json",
        ["int64"] = "bigint",
        ["float64"] = "double",
        ["bignumeric"] = "decimal",
        ["number"] = "decimal",
        ["bytes"] = "blob",
        ["binary"] = "blob",
        ["array"] = "varchar[]",
        ["serial"] = "integer",
        ["bigserial"] = "bigint",
        ["oid"] = "bigint",
    };

    /// <summary>DuckDB's word for a type; text for what it does not have.</summary>
    public static string Of(string type)
    {
        var text = type.Trim();
        if (text.Length > Longest)
        {
            return "varchar";
        }
        // Types that the binder itself said may be nested; they hold names of fields in quotes, and no statement can hide in one that reads so.
        if (Nested().IsMatch(text))
        {
            return text;
        }
        var match = Plain().Match(text);
        var name = match.Groups["name"].Value.Trim();
        return !match.Success ? "varchar"
            : Known.Contains(name) ? name + match.Groups["size"].Value + match.Groups["list"].Value
            : Others.TryGetValue(name, out var other) ? other + match.Groups["list"].Value
            : name.StartsWith('_') && Known.Contains(name[1..]) ? name[1..] + "[]"
            : "varchar" + match.Groups["list"].Value;
    }

    [GeneratedRegex(
        @"^(?<name>[A-Za-z_][A-Za-z0-9_ ]*?)\s*(?<size>\(\s*\d{1,4}\s*(,\s*\d{1,4}\s*)?\))?(?<list>(\[\d{0,6}\])*)$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Plain();

    [GeneratedRegex(
        """^(STRUCT|MAP|UNION|ENUM)\(([A-Za-z0-9_ ,()\[\]]|"[^"\\]*"|'[^'\\]*')+\)(\[\d{0,6}\])*$""",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Nested();
}
