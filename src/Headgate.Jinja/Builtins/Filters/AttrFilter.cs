using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|attr(name)</c>: the attribute of that name and never an item.</summary>
internal static class AttrFilter
{
    private static readonly Signature Signature = new("do_attr", 2, "name");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var name = Value.From(slots[0].ToString());
        if (input.IsUndefined)
        {
            return Operators.GetAttribute(context, input, (string)name.Reference!);
        }
        return Operators.TryGetMember(context, input, (string)name.Reference!, out var value) ? value : context.MakeUndefined(input, name);
    }
}
