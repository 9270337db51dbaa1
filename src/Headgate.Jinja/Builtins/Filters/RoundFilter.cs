using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>n|round(precision, method)</c>: rounds half to even (common), up (ceil) or down (floor).</summary>
internal static class RoundFilter
{
    private static readonly Signature Signature = new("do_round", 1, "precision?", "method?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var precision = slots[0].IsMissing ? Value.From(0) : slots[0];
        var method = slots[1].IsMissing ? "common" : slots[1].Reference as string;
        if (method is not ("common" or "ceil" or "floor"))
        {
            throw PythonError.FilterArgument("method must be common, ceil or floor");
        }
        if (method == "common")
        {
            return NumberFunctions.Round(input, precision);
        }
        var factor = Operators.Power(context, Value.From(10), precision);
        var scaled = NumberFunctions.RequireFloat(Operators.Multiply(context, input, factor));
        var whole = NumberFunctions.Truncate(Value.From(method == "ceil" ? Math.Ceiling(scaled) : Math.Floor(scaled)));
        return Operators.Divide(context, Value.From(whole), factor);
    }
}
