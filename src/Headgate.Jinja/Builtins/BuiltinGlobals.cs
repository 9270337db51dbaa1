using Headgate.Jinja.Builtins.Functions;
using Headgate.Jinja.Run;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins;

/// <summary>The functions that every environment has.</summary>
internal static class BuiltinGlobals
{
    public static readonly IReadOnlyList<KeyValuePair<string, Value>> All =
    [
        new("range", Value.Function("range", RangeFunction.Call)),
        new("dict", Value.Function("dict", DictFunction.Call)),
        new("lipsum", Value.Function("lipsum", LipsumFunction.Call)),
        new("cycler", Value.Function("cycler", (context, arguments) => Value.From(new CyclerObject(arguments)))),
        new("joiner", Value.Function("joiner", (context, arguments) => Value.From(new JoinerObject(arguments)))),
        new("namespace", Value.Function("namespace", (context, arguments) => Value.From(new NamespaceObject(context, arguments)))),
    ];
}
