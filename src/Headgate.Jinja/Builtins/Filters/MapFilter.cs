using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|map(filter, ...)</c>, <c>items|map(attribute=name, default=value)</c>: every item through a filter, or an attribute of every item.</summary>
internal static class MapFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments) =>
        Value.From(new JinjaIterator(Walk(context, input, arguments), "generator", "sync_do_map"));

    private static IEnumerator<Value> Walk(CallContext context, Value input, Arguments arguments)
    {
        if (!input.IsTruthy)
        {
            yield break;
        }
        AttributeGetter? getter = null;
        var name = "";
        var rest = arguments;
        if (arguments.PositionalCount == 0 && arguments.TryGetKeyword("attribute", out var attribute))
        {
            arguments.TryGetKeyword("default", out var otherwise);
            RefuseOthers(arguments);
            getter = new AttributeGetter(attribute, otherwise);
        }
        else
        {
            if (arguments.PositionalCount == 0)
            {
                throw PythonError.FilterArgument("map requires a filter argument");
            }
            name = arguments[0].ToString();
            rest = arguments.Skip(1);
        }
        var items = Operators.Iterate(context, input);
        while (items.MoveNext())
        {
            context.Step();
            yield return getter is null ? context.ApplyFilter(name, items.Current, rest) : getter.Get(context, items.Current);
        }
    }

    private static void RefuseOthers(in Arguments arguments)
    {
        foreach (var name in arguments.Names)
        {
            if (name is not ("attribute" or "default"))
            {
                throw PythonError.FilterArgument($"Unexpected keyword argument {PythonText.ReprOf(name)}");
            }
        }
    }
}
