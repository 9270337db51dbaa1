using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|rejectattr(attribute, test, ...)</c>: the items with an attribute for which a test does not hold.</summary>
internal static class RejectAttrFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments) =>
        Value.From(
            new JinjaIterator(Selection.Walk(context, input, arguments, byAttribute: true, reject: true), "generator", "sync_do_rejectattr")
        );
}
