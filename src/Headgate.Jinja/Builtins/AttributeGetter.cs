using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins;

/// <summary>Takes an attribute of items, by a name, a position, or a path such as <c>address.0.city</c>.</summary>
internal sealed class AttributeGetter
{
    private readonly Value[] _path;
    private readonly Value _default;

    /// <summary>Reads a path.</summary>
    /// <param name="attribute">The path; missing or None for the item itself.</param>
    /// <param name="otherwise">What an undefined attribute becomes; missing or None to leave it.</param>
    public AttributeGetter(in Value attribute, in Value otherwise)
    {
        _path = Parts(attribute);
        _default = otherwise.IsNone ? default : otherwise;
    }

    /// <summary>Reads several paths, separated by commas.</summary>
    public static AttributeGetter[] Several(in Value attribute)
    {
        if (attribute.Reference is string text && text.Contains(','))
        {
            return Array.ConvertAll(text.Split(','), part => new AttributeGetter(Value.From(part), default));
        }
        return [new AttributeGetter(attribute, default)];
    }

    /// <summary>Text in lower case, so that case does not count; other values as they are.</summary>
    public static Value IgnoreCase(in Value value) => value.Reference is string text ? Value.From(CaseMapping.Lower(text)) : value;

    public Value Get(CallContext context, in Value item)
    {
        var value = item;
        foreach (ref readonly var part in _path.AsSpan())
        {
            value = Operators.GetItem(context, value, part);
            if (value.IsUndefined && !_default.IsMissing)
            {
                value = _default;
            }
        }
        return value;
    }

    private static Value[] Parts(in Value attribute)
    {
        if (attribute.IsMissing || attribute.IsNone)
        {
            return [];
        }
        if (attribute.Reference is not string path)
        {
            return [attribute];
        }
        return Array.ConvertAll(
            path.Split('.'),
            part =>
                part.Length is > 0 and < 18 && !part.AsSpan().ContainsAnyExceptInRange('0', '9')
                    ? Value.From(long.Parse(part))
                    : Value.From(part)
        );
    }
}
