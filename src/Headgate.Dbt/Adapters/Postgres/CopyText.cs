using System.Globalization;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>Rows in the text form of COPY.</summary>
internal static class CopyText
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Writes a row.</summary>
    public static void Write(TextWriter to, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (i > 0)
            {
                to.Write('\t');
            }
            Write(to, row[i]);
        }
        to.Write('\n');
    }

    /// <summary>A number that has no digits.</summary>
    public static string Real(double value) =>
        double.IsNaN(value) ? "NaN"
        : value > 0 ? "Infinity"
        : "-Infinity";

    private static void Write(TextWriter to, object? value)
    {
        switch (value)
        {
            case null:
                to.Write("\\N");
                break;
            case bool flag:
                to.Write(flag ? "true" : "false");
                break;
            case DateOnly day:
                to.Write(day.ToString("yyyy-MM-dd", Plain));
                break;
            case DateTime moment:
                to.Write(moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", Plain));
                break;
            case double real:
                to.Write(double.IsFinite(real) ? real.ToString("R", Plain) : Real(real));
                break;
            case string text:
                WriteEscaped(to, text);
                break;
            default:
                WriteEscaped(to, Convert.ToString(value, Plain)!);
                break;
        }
    }

    private static void WriteEscaped(TextWriter to, string text)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '\\':
                    to.Write(@"\\");
                    break;
                case '\n':
                    to.Write(@"\n");
                    break;
                case '\r':
                    to.Write(@"\r");
                    break;
                case '\t':
                    to.Write(@"\t");
                    break;
                default:
                    to.Write(c);
                    break;
            }
        }
    }
}
