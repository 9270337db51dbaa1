using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|reject(test, ...)</c>: the items for which a test does not hold, or which are false.</summary>
internal static class RejectFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments) =>
        Value.From(
            new JinjaIterator(Selection.Walk(context, input, arguments, byAttribute: false, reject: true), "generator", "sync_do_reject")
        );
}
