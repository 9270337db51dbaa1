using System.Globalization;
using System.Text;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>Values as SQL writes them, and their places in a statement: <c>%s</c>, as dbt's driver has it.</summary>
internal static class PostgresLiterals
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Puts values in the places of a statement.</summary>
    /// <exception cref="DatabaseException">There are more places than values, or fewer.</exception>
    public static string Fill(string sql, IReadOnlyList<object?> values)
    {
        var text = new StringBuilder(sql.Length + (values.Count * 8));
        var (used, at) = (0, 0);
        while (sql.IndexOf('%', at) is var mark and >= 0 && mark + 1 < sql.Length)
        {
            text.Append(sql, at, mark - at);
            at = mark + 2;
            switch (sql[mark + 1])
            {
                case 's' when used < values.Count:
                    text.Append(Of(values[used++]));
                    break;
                case '%':
                    text.Append('%');
                    break;
                default:
                    throw new DatabaseException(
                        $"The statement has more places for values than the {values.Count} that it was given, or a % that stands for none: write %%."
                    );
            }
        }
        return used == values.Count
            ? text.Append(sql, at, sql.Length - at).ToString()
            : throw new DatabaseException($"not all arguments converted: the statement has places for {used} of {values.Count} values.");
    }

    /// <summary>A value as SQL.</summary>
    public static string Of(object? value) =>
        value switch
        {
            null => "NULL",
            bool flag => flag ? "true" : "false",
            long or int or decimal or System.Numerics.BigInteger => Signed(Convert.ToString(value, Plain)!),
            double real when double.IsFinite(real) => Signed(real.ToString("R", Plain)),
            double other => $"'{CopyText.Real(other)}'::float",
            DateOnly day => $"'{day.ToString("yyyy-MM-dd", Plain)}'::date",
            DateTime moment => $"'{moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", Plain)}'::timestamp",
            DateTimeOffset moment => $"'{moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", Plain)}'::timestamptz",
            TimeOnly time => $"'{time.ToString("HH:mm:ss.FFFFFF", Plain)}'::time",
            _ => Text(Convert.ToString(value, Plain)!),
        };

    /// <summary>A sign behind an operator of the statement must not become a comment.</summary>
    private static string Signed(string number) => number[0] == '-' ? " " + number : number;

    private static string Text(string text)
    {
        var quoted = "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
        return text.Contains('\\', StringComparison.Ordinal) ? "E" + quoted.Replace("\\", "\\\\", StringComparison.Ordinal) : quoted;
    }
}
