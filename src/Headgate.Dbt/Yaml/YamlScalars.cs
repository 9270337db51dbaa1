using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Headgate.Dbt.Yaml;

/// <summary>What a scalar means in YAML 1.1, as PyYAML's safe loader resolves it (<c>yes</c> is true, <c>010</c> is eight, <c>1:30</c> is ninety).</summary>
internal static partial class YamlScalars
{
    public static object? Resolve(Scalar scalar)
    {
        if (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific)
        {
            return ByTag(scalar.Tag.Value, scalar.Value);
        }
        return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : scalar.Value;
    }

    public static object? Plain(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        // Most scalars are words: only these first characters can begin anything else.
        return text[0] switch
        {
            '~' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'y' or 'Y' or 'o' or 'O' => Word(text),
            >= '0' and <= '9' or '-' or '+' or '.' => NumberOrDate(text) ?? text,
            _ => text,
        };
    }

    private static object? ByTag(string tag, string text) =>
        tag switch
        {
            "tag:yaml.org,2002:str" => text,
            "tag:yaml.org,2002:null" => null,
            "tag:yaml.org,2002:float" => Plain(text) switch
            {
                long number => (double)number,
                var other => other,
            },
            _ => Plain(text),
        };

    private static object? Word(string text) =>
        text switch
        {
            "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
            _ => text,
        };

    private static object? NumberOrDate(string text)
    {
        if (Integer().IsMatch(text))
        {
            return ReadInteger(text);
        }
        if (Float().IsMatch(text))
        {
            return ReadFloat(text);
        }
        return Date().IsMatch(text) ? ReadDate(text) : null;
    }

    private static object ReadInteger(string text)
    {
        var digits = text.Replace("_", "").TrimStart('+', '-');
        BigInteger number;
        if (digits.StartsWith("0b", StringComparison.Ordinal))
        {
            number = Radix(digits[2..], 2);
        }
        else if (digits.StartsWith("0x", StringComparison.Ordinal))
        {
            number = Radix(digits[2..], 16);
        }
        else if (digits.Contains(':'))
        {
            number = digits
                .Split(':')
                .Aggregate(BigInteger.Zero, (sum, part) => (sum * 60) + BigInteger.Parse(part, CultureInfo.InvariantCulture));
        }
        else if (digits.Length > 1 && digits[0] == '0')
        {
            number = Radix(digits, 8);
        }
        else
        {
            number = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        }
        if (text[0] == '-')
        {
            number = -number;
        }
        if (number < long.MinValue || number > long.MaxValue)
        {
            return number;
        }
        var inRange = (long)number;
        return inRange;
    }

    private static BigInteger Radix(string digits, int radix)
    {
        var number = BigInteger.Zero;
        foreach (var digit in digits)
        {
            number = (number * radix) + Convert.ToInt32(digit.ToString(), 16);
        }
        return number;
    }

    private static double ReadFloat(string text)
    {
        var digits = text.Replace("_", "");
        var sign = digits[0] == '-' ? -1.0 : 1.0;
        digits = digits.TrimStart('+', '-');
        if (digits.Equals(".inf", StringComparison.OrdinalIgnoreCase))
        {
            return sign * double.PositiveInfinity;
        }
        if (digits.Equals(".nan", StringComparison.OrdinalIgnoreCase))
        {
            return double.NaN;
        }
        if (digits.Contains(':'))
        {
            return sign * digits.Split(':').Aggregate(0.0, (sum, part) => (sum * 60) + double.Parse(part, CultureInfo.InvariantCulture));
        }
        return sign * double.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static object? ReadDate(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return null;
        }
        return moment.UtcDateTime;
    }

    [GeneratedRegex(
        @"^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Integer();

    [GeneratedRegex(
        @"^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Float();

    [GeneratedRegex(
        @"^(?:\d{4}-\d{2}-\d{2}|\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?))?)$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Date();
}
