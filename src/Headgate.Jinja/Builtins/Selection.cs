using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins;

/// <summary>What select, reject, selectattr and rejectattr have in common.</summary>
internal static class Selection
{
    public static IEnumerator<Value> Walk(CallContext context, Value input, Arguments arguments, bool byAttribute, bool reject)
    {
        if (!input.IsTruthy)
        {
            yield break;
        }
        AttributeGetter? getter = null;
        var skip = 0;
        if (byAttribute)
        {
            if (arguments.PositionalCount == 0)
            {
                throw PythonError.FilterArgument("Missing parameter for attribute name");
            }
            getter = new AttributeGetter(arguments[0], default);
            skip = 1;
        }
        string? test = null;
        if (arguments.PositionalCount > skip)
        {
            test = arguments[skip].ToString();
            skip++;
        }
        var rest = arguments.Skip(skip);
        var items = Operators.Iterate(context, input);
        while (items.MoveNext())
        {
            context.Step();
            var subject = getter is null ? items.Current : getter.Get(context, items.Current);
            if ((test is null ? subject.IsTruthy : context.ApplyTest(test, subject, rest)) != reject)
            {
                yield return items.Current;
            }
        }
    }
}
