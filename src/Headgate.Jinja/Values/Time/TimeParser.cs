using Headgate.Jinja.Errors;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Time;

/// <summary>Python's strptime and fromisoformat.</summary>
internal ref struct TimeParser
{
    private readonly string _text;
    private readonly string _format;
    private int _at;
    private int _year = 1900;
    private int _month = 1;
    private int _day = 1;
    private int _hour;
    private int _minute;
    private int _second;
    private int _micro;
    private int _dayOfYear;
    private bool? _afternoon;
    private TimeSpan? _offset;

    private TimeParser(string text, string format)
    {
        _text = text;
        _format = format;
    }

    public static DateTimeObject Parse(string text, string format)
    {
        var parser = new TimeParser(text, format);
        for (var i = 0; i < format.Length; i++)
        {
            parser.Step(ref i);
        }
        if (parser._at < text.Length)
        {
            throw PythonError.Value($"unconverted data remains: {text[parser._at..]}");
        }
        return parser.Result();
    }

    /// <summary>Reads what isoformat writes: a date, and after any one character a time with an optional offset.</summary>
    public static bool TryParseIso(string text, out DateTimeObject moment)
    {
        moment = null!;
        if (text.Length < 8)
        {
            return false;
        }
        var compact = text[4] != '-';
        var dateLength = compact ? 8 : 10;
        if (text.Length < dateLength)
        {
            return false;
        }
        var format = compact ? "%Y%m%d" : "%Y-%m-%d";
        try
        {
            if (text.Length == dateLength)
            {
                moment = Parse(text, format);
                return true;
            }
            var clock = text[(dateLength + 1)..];
            var zoneAt = clock.AsSpan().IndexOfAny('+', '-', 'Z');
            var bare = zoneAt < 0 ? clock : clock[..zoneAt];
            var dot = bare.AsSpan().IndexOfAny('.', ',');
            var whole = dot < 0 ? bare : bare[..dot];
            var clockFormat = whole.Length switch
            {
                2 => "%H",
                4 => "%H%M",
                5 => "%H:%M",
                6 => "%H%M%S",
                8 => "%H:%M:%S",
                _ => null,
            };
            if (clockFormat is null)
            {
                return false;
            }
            var fraction = dot < 0 ? "" : bare[(dot + 1)..];
            fraction = fraction.Length > 6 ? fraction[..6] : fraction;
            var tail = (dot < 0 ? "" : " " + fraction) + (zoneAt < 0 ? "" : clock[zoneAt..]);
            var tailFormat = (dot < 0 ? "" : " %f") + (zoneAt < 0 ? "" : "%z");
            moment = Parse($"{text[..dateLength]} {whole}{tail}", $"{format} {clockFormat}{tailFormat}");
            return true;
        }
        catch (JinjaException e) when (e.Kind == JinjaErrorKind.ValueError && e.Message.StartsWith("time data", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private DateTimeObject Result()
    {
        if (_afternoon is { } afternoon)
        {
            _hour = (_hour % 12) + (afternoon ? 12 : 0);
        }
        var day = DateObject.Create(_year, _month, _day);
        if (_dayOfYear > 0)
        {
            day = new DateOnly(_year, 1, 1).AddDays(_dayOfYear - 1);
        }
        var time = TimeObject.Create(_hour, _minute, _second, _micro);
        return new DateTimeObject(day.ToDateTime(TimeOnly.FromTimeSpan(time)), _offset is { } offset ? FixedTimeZone.Of(offset) : null);
    }

    private readonly JinjaException Mismatch() =>
        PythonError.Value($"time data {PythonText.ReprOf(_text)} does not match format {PythonText.ReprOf(_format)}");

    private void Step(ref int i)
    {
        var c = _format[i];
        if (CharacterClasses.IsSpace(c))
        {
            if (_at >= _text.Length || !CharacterClasses.IsSpace(_text[_at]))
            {
                throw Mismatch();
            }
            while (_at < _text.Length && CharacterClasses.IsSpace(_text[_at]))
            {
                _at++;
            }
            return;
        }
        if (c != '%')
        {
            Literal(c);
            return;
        }
        if (++i == _format.Length)
        {
            throw PythonError.Value($"stray %% in format '{_format}'");
        }
        Directive(_format[i]);
    }

    private void Literal(char c)
    {
        if (_at >= _text.Length || char.ToLowerInvariant(_text[_at]) != char.ToLowerInvariant(c))
        {
            throw Mismatch();
        }
        _at++;
    }

    private void Directive(char directive)
    {
        switch (directive)
        {
            case 'Y':
                _year = Number(4, 4, 1, 9999);
                break;
            case 'y':
                var two = Number(2, 2, 0, 99);
                _year = two < 69 ? 2000 + two : 1900 + two;
                break;
            case 'm':
                _month = Number(1, 2, 1, 12);
                break;
            case 'd' or 'e':
                _day = Number(1, 2, 1, 31);
                break;
            case 'H':
                _hour = Number(1, 2, 0, 23);
                break;
            case 'I':
                _hour = Number(1, 2, 1, 12);
                break;
            case 'M':
                _minute = Number(1, 2, 0, 59);
                break;
            case 'S':
                _second = Number(1, 2, 0, 61);
                break;
            case 'j':
                _dayOfYear = Number(1, 3, 1, 366);
                break;
            case 'f':
                var start = _at;
                var digits = Number(1, 6, 0, 999_999);
                _micro = digits * (int)Math.Pow(10, 6 - (_at - start));
                break;
            case 'b' or 'B' or 'h':
                _month = Name(TimeText.Months, directive == 'B') + 1;
                break;
            case 'a' or 'A':
                Name(TimeText.Days, directive == 'A');
                break;
            case 'p':
                _afternoon = Name(["AM", "PM"], true) == 1;
                break;
            case 'w' or 'u':
                Number(1, 1, 0, 7);
                break;
            case 'z':
                Offset();
                break;
            case 'Z':
                Zone();
                break;
            case 'T':
                Several("%H:%M:%S");
                break;
            case 'D' or 'x':
                Several("%m/%d/%y");
                break;
            case 'F':
                Several("%Y-%m-%d");
                break;
            case 'X':
                Several("%H:%M:%S");
                break;
            case 'c':
                Several("%a %b %d %H:%M:%S %Y");
                break;
            case '%':
                Literal('%');
                break;
            default:
                throw PythonError.Value($"'{directive}' is a bad directive in format '{_format}'");
        }
    }

    private void Several(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '%')
            {
                Directive(format[++i]);
            }
            else
            {
                Literal(format[i]);
            }
        }
    }

    private int Number(int least, int most, int low, int high)
    {
        var length = 0;
        var number = 0;
        while (length < most && _at + length < _text.Length && char.IsAsciiDigit(_text[_at + length]))
        {
            var next = (number * 10) + _text[_at + length] - '0';
            if (next > high)
            {
                break;
            }
            number = next;
            length++;
        }
        if (length < least || number < low)
        {
            throw Mismatch();
        }
        _at += length;
        return number;
    }

    private int Name(string[] names, bool full)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var name = full ? names[i] : names[i][..3];
            if (string.Compare(_text, _at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                _at += name.Length;
                return i;
            }
        }
        throw Mismatch();
    }

    private void Offset()
    {
        if (_at < _text.Length && _text[_at] == 'Z')
        {
            _at++;
            _offset = TimeSpan.Zero;
            return;
        }
        if (_at >= _text.Length || _text[_at] is not ('+' or '-'))
        {
            throw Mismatch();
        }
        var sign = _text[_at++] == '-' ? -1 : 1;
        var hours = Number(2, 2, 0, 23);
        if (_at < _text.Length && _text[_at] == ':')
        {
            _at++;
        }
        var minutes = Number(2, 2, 0, 59);
        _offset = new TimeSpan(hours, minutes, 0) * sign;
    }

    private void Zone()
    {
        foreach (var name in (string[])["UTC", "GMT"])
        {
            if (string.Compare(_text, _at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                _at += name.Length;
                return;
            }
        }
        throw Mismatch();
    }
}
