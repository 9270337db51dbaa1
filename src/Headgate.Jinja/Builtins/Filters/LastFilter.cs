using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|last</c>: the last item.</summary>
internal static class LastFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_last", 2);
        using var items = Reversal.Of(context, input);
        return items.MoveNext() ? items.Current : context.MakeUndefinedWithHint("No last item, sequence was empty.");
    }
}
