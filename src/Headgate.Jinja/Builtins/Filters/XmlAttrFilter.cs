using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>d|xmlattr(autospace)</c>: attributes of an HTML element; those that are none or undefined are left out.</summary>
internal static class XmlAttrFilter
{
    private static readonly Signature Signature = new("do_xmlattr", 2, "autospace?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        Undefined.ThrowIf(input);
        if (!Operators.TryGetMember(context, input, "items", out var method))
        {
            throw PythonError.Attribute($"'{input.TypeName}' object has no attribute 'items'");
        }
        using var buffer = new TextBuffer(context.Limits.MaxValueLength);
        var autospace = slots[0].IsMissing || slots[0].IsTruthy;
        var pairs = Operators.Iterate(context, Operators.Call(context, method, Arguments.Empty));
        while (pairs.MoveNext())
        {
            context.Step();
            var key = Operators.GetItem(context, pairs.Current, Value.From(0));
            var value = Operators.GetItem(context, pairs.Current, Value.From(1));
            if (value.IsNone || value.IsUndefined)
            {
                continue;
            }
            RefuseUnsafeKey(key.ToString());
            if (autospace || buffer.Length > 0)
            {
                buffer.Append(' ');
            }
            PythonText.WriteEscaped(buffer, key);
            buffer.Append("=\"");
            PythonText.WriteEscaped(buffer, value);
            buffer.Append('"');
        }
        return context.Autoescape ? Value.SafeString(buffer.ToString()) : Value.From(buffer.ToString());
    }

    /// <summary>A key with such a character would end the attribute and begin another; Jinja refuses it since 3.1.4.</summary>
    private static void RefuseUnsafeKey(string key)
    {
        foreach (var c in key)
        {
            if (CharacterClasses.IsSpace(c) || c is '/' or '>' or '=')
            {
                throw PythonError.Value($"Invalid character in attribute name: {PythonText.ReprOf(key)}");
            }
        }
    }
}
