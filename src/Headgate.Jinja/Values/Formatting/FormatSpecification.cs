using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Formatting;

/// <summary>Python's format specification: <c>[[fill]align][sign][z][#][0][width][grouping][.precision][type]</c>.</summary>
internal readonly record struct FormatSpecification
{
    public string Fill { get; init; }

    /// <summary>&lt;, &gt;, ^, = or '\0' when not given.</summary>
    public char Align { get; init; }

    /// <summary>+, -, space or '\0' when not given.</summary>
    public char Sign { get; init; }

    public bool NoNegativeZero { get; init; }

    public bool Alternate { get; init; }

    public long Width { get; init; }

    /// <summary>, or _ or '\0' when not given.</summary>
    public char Grouping { get; init; }

    /// <summary>-1 when not given.</summary>
    public int Precision { get; init; }

    /// <summary>'\0' when not given.</summary>
    public char Type { get; init; }

    public static FormatSpecification Parse(string text, string typeName)
    {
        var at = 0;
        var fill = " ";
        var align = '\0';
        if (text.Length > 0)
        {
            var units = CodePoints.UnitsAt(text, 0);
            if (text.Length > units && IsAlign(text[units]))
            {
                fill = text[..units];
                align = text[units];
                at = units + 1;
            }
            else if (IsAlign(text[0]))
            {
                align = text[0];
                at = 1;
            }
        }
        var fillGiven = at > 1;
        var sign = Take(text, ref at, "+- ");
        var noNegativeZero = Take(text, ref at, "z") != '\0';
        var alternate = Take(text, ref at, "#") != '\0';
        if (!fillGiven && at < text.Length && text[at] == '0')
        {
            fill = "0";
            // Zeros follow a text, but go between the sign and the digits of a number.
            if (align == '\0' && typeName != "str")
            {
                align = '=';
            }
            at++;
        }
        var width = Number(text, ref at, -1);
        var grouping = Take(text, ref at, ",_");
        if (grouping != '\0' && at < text.Length && text[at] is ',' or '_')
        {
            throw PythonError.Value(
                text[at] == grouping ? $"Cannot specify '{grouping}' with '{grouping}'." : "Cannot specify both ',' and '_'."
            );
        }
        long precision = -1;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            precision = Number(text, ref at, -1);
            if (precision < 0)
            {
                throw PythonError.Value("Format specifier missing precision");
            }
            if (precision > int.MaxValue)
            {
                throw PythonError.Value("precision too big");
            }
        }
        if (text.Length - at > 1)
        {
            throw PythonError.Value($"Invalid format specifier '{text}' for object of type '{typeName}'");
        }
        return new FormatSpecification
        {
            Fill = fill,
            Align = align,
            Sign = sign,
            NoNegativeZero = noNegativeZero,
            Alternate = alternate,
            Width = width,
            Grouping = grouping,
            Precision = (int)precision,
            Type = at < text.Length ? text[at] : '\0',
        };
    }

    private static bool IsAlign(char c) => c is '<' or '>' or '^' or '=';

    private static char Take(string text, ref int at, string choices) => at < text.Length && choices.Contains(text[at]) ? text[at++] : '\0';

    private static long Number(string text, ref int at, long otherwise)
    {
        if (at == text.Length || !char.IsAsciiDigit(text[at]))
        {
            return otherwise;
        }
        long number = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            number = (number * 10) + (text[at++] - '0');
            if (number > int.MaxValue)
            {
                throw PythonError.Value("Too many decimal digits in format string");
            }
        }
        return number;
    }
}
