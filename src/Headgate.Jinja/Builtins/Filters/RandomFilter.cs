using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Formatting;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|random</c>: any item.</summary>
internal static class RandomFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_random", 2);
        var count = Operators.Length(context, input);
        if (count == 0)
        {
            return context.MakeUndefinedWithHint("No random item, sequence was empty.");
        }
        return FieldAccess.Required(context, input, Value.From(context.Random.Next(count)));
    }
}
