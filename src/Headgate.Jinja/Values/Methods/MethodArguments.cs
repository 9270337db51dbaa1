using Headgate.Jinja.Errors;

namespace Headgate.Jinja.Values.Methods;

/// <summary>Checks of the arguments of Python's own methods, with the wording that Python has for them.</summary>
internal static class MethodArguments
{
    /// <summary>Checks the number of positional arguments of a method that takes no keywords.</summary>
    public static void Check(in Arguments arguments, string type, string method, int least, int most)
    {
        if (arguments.KeywordCount > 0)
        {
            throw PythonError.Type($"{type}.{method}() takes no keyword arguments");
        }
        var count = arguments.PositionalCount;
        if (count >= least && count <= most)
        {
            return;
        }
        if (most == 0)
        {
            throw PythonError.Type($"{type}.{method}() takes no arguments ({count} given)");
        }
        if (least == 1 && most == 1)
        {
            throw PythonError.Type($"{type}.{method}() takes exactly one argument ({count} given)");
        }
        throw Count(method, count, least, most);
    }

    /// <summary>Checks the arguments of find, count and their like, for which Python words it in another way.</summary>
    public static void CheckSearch(in Arguments arguments, string method)
    {
        var count = arguments.PositionalCount;
        if (arguments.KeywordCount == 0 && count is < 1 or > 3)
        {
            throw PythonError.Type($"{method}() takes at {(count < 1 ? "least 1 argument" : "most 3 arguments")} ({count} given)");
        }
        Check(arguments, "str", method, 1, 3);
    }

    public static void None(in Arguments arguments, string type, string method) => Check(arguments, type, method, 0, 0);

    /// <summary>The text of a str argument, or TypeError.</summary>
    public static string Text(in Value value, string method, int position)
    {
        if (value.Reference is string text)
        {
            return text;
        }
        throw PythonError.Type(
            position == 0
                ? $"{method}() argument must be str, not {Shown(value)}"
                : $"{method}() argument {position} must be str, not {Shown(value)}"
        );
    }

    /// <summary>An int argument that Python takes through __index__.</summary>
    public static long Index(in Value value)
    {
        if (value.TryGetInt64(out var number))
        {
            return number;
        }
        if (value.TryGetInteger(out var big))
        {
            throw PythonError.Overflow("Python int too large to convert to C ssize_t");
        }
        throw PythonError.Type($"'{value.TypeName}' object cannot be interpreted as an integer");
    }

    /// <summary>A position as slices have it: None or absent for the default, clamped to what an int holds.</summary>
    public static long Bound(in Value value, long otherwise)
    {
        if (value.IsMissing || value.IsNone)
        {
            return otherwise;
        }
        if (value.TryGetInt64(out var number))
        {
            return number;
        }
        if (value.TryGetInteger(out var big))
        {
            return big.Sign < 0 ? long.MinValue : long.MaxValue;
        }
        Undefined.ThrowIf(value);
        throw PythonError.Type("slice indices must be integers or None or have an __index__ method");
    }

    public static string Shown(in Value value) => value.IsNone ? "None" : value.TypeName;

    public static Value At(in Arguments arguments, int index) => index < arguments.PositionalCount ? arguments.Values[index] : default;

    private static JinjaException Count(string method, int count, int least, int most)
    {
        if (least == most)
        {
            return PythonError.Type($"{method} expected {least} argument{(least == 1 ? "" : "s")}, got {count}");
        }
        var bound = count < least ? least : most;
        return PythonError.Type(
            $"{method} expected at {(count < least ? "least" : "most")} {bound} argument{(bound == 1 ? "" : "s")}, got {count}"
        );
    }
}
