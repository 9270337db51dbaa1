using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|selectattr(attribute, test, ...)</c>: the items with an attribute for which a test holds.</summary>
internal static class SelectAttrFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments) =>
        Value.From(
            new JinjaIterator(
                Selection.Walk(context, input, arguments, byAttribute: true, reject: false),
                "generator",
                "sync_do_selectattr"
            )
        );
}
