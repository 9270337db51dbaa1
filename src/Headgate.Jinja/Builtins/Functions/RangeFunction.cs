using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Builtins.Functions;

/// <summary><c>range([start,] stop[, step])</c>: ints at equal distances.</summary>
internal static class RangeFunction
{
    public static Value Call(CallContext context, Arguments arguments)
    {
        if (arguments.KeywordCount > 0)
        {
            throw PythonError.Type("range() takes no keyword arguments");
        }
        var count = arguments.PositionalCount;
        if (count is 0 or > 3)
        {
            throw PythonError.Type($"range expected at {(count == 0 ? "least 1 argument" : "most 3 arguments")}, got {count}");
        }
        var first = MethodArguments.Index(arguments[0]);
        var range =
            count == 1
                ? new JinjaRange(0, first)
                : new JinjaRange(first, MethodArguments.Index(arguments[1]), count == 3 ? MethodArguments.Index(arguments[2]) : 1);
        return Value.From(range);
    }
}
