using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|select(test, ...)</c>: the items for which a test holds, or which are true.</summary>
internal static class SelectFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments) =>
        Value.From(
            new JinjaIterator(Selection.Walk(context, input, arguments, byAttribute: false, reject: false), "generator", "sync_do_select")
        );
}
