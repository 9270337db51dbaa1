using Headgate.Jinja.Errors;

namespace Headgate.Jinja.Values;

/// <summary>Makes errors of Python's kinds; the running template adds the place.</summary>
internal static class PythonError
{
    public static JinjaException Type(string message) => new(JinjaErrorKind.TypeError, message);

    public static JinjaException Value(string message) => new(JinjaErrorKind.ValueError, message);

    public static JinjaException Index(string message) => new(JinjaErrorKind.IndexError, message);

    public static JinjaException Key(in Value key) => new(JinjaErrorKind.KeyError, key.Repr());

    public static JinjaException Attribute(string message) => new(JinjaErrorKind.AttributeError, message);

    public static JinjaException Overflow(string message) => new(JinjaErrorKind.OverflowError, message);

    public static JinjaException ZeroDivision(string message) => new(JinjaErrorKind.ZeroDivisionError, message);

    public static JinjaException Runtime(string message) => new(JinjaErrorKind.RuntimeError, message);

    public static JinjaException FilterArgument(string message) => new(JinjaErrorKind.FilterArgumentError, message);

    public static JinjaException Recursion(string doing) => new(JinjaErrorKind.RecursionError, $"maximum recursion depth exceeded{doing}");

    public static JinjaException Limit(string message) => new(JinjaErrorKind.LimitExceeded, message);
}
