using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Functions;

/// <summary><c>cycler(a, b, …)</c>: gives its values in turn.</summary>
internal sealed class CyclerObject : IJinjaObject
{
    private readonly Value[] _items;
    private int _position;

    public CyclerObject(in Arguments arguments)
    {
        if (arguments.KeywordCount > 0)
        {
            throw PythonError.Type($"Cycler.__init__() got an unexpected keyword argument '{arguments.Names[0]}'");
        }
        if (arguments.Count == 0)
        {
            throw PythonError.Runtime("at least one item has to be provided");
        }
        _items = arguments.Values.ToArray();
    }

    public string TypeName => "Cycler";

    public string QualifiedTypeName => "jinja2.utils.Cycler";

    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "next" or "__next__" => Value.Function("next", (_, arguments) => Next(arguments)),
            "reset" => Value.Function("reset", (_, arguments) => Reset(arguments)),
            "current" => _items[_position],
            "pos" => Value.From(_position),
            "items" => Value.Tuple(_items),
            _ => default,
        };
        return !value.IsMissing;
    }

    private Value Next(in Arguments arguments)
    {
        FilterArguments.None(arguments, "Cycler.next");
        var item = _items[_position];
        _position = (_position + 1) % _items.Length;
        return item;
    }

    private Value Reset(in Arguments arguments)
    {
        FilterArguments.None(arguments, "Cycler.reset");
        _position = 0;
        return Value.None;
    }
}
