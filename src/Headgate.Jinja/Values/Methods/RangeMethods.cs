using System.Collections.Frozen;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's range.</summary>
internal static class RangeMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["index"] = Index,
        ["count"] = Count,
    }.ToFrozenDictionary();

    private static Value Index(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "range", "index", 1, 1);
        var range = (JinjaRange)self.Reference!;
        if (arguments[0].TryGetInt64(out var number) && range.Contains(number))
        {
            return Value.From((number - range.Start) / range.Step);
        }
        throw PythonError.Value($"{arguments[0].Repr()} is not in range");
    }

    private static Value Count(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "range", "count", 1, 1);
        return Value.From(arguments[0].TryGetInt64(out var number) && ((JinjaRange)self.Reference!).Contains(number) ? 1 : 0);
    }
}
