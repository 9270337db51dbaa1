using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|first</c>: the first item.</summary>
internal static class FirstFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_first", 2);
        var items = Operators.Iterate(context, input);
        return items.MoveNext() ? items.Current : context.MakeUndefinedWithHint("No first item, sequence was empty.");
    }
}
