using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Functions;

/// <summary><c>namespace(…)</c>: an object whose attributes a template can set, also from inside loops.</summary>
internal sealed class NamespaceObject : IJinjaObject
{
    private readonly JinjaDict _attributes = new();

    public NamespaceObject(CallContext context, in Arguments arguments)
    {
        if (arguments.PositionalCount > 1)
        {
            throw PythonError.Type($"dict expected at most 1 argument, got {arguments.PositionalCount}");
        }
        if (arguments.PositionalCount == 1)
        {
            DictFill.From(context, _attributes, arguments[0]);
        }
        DictFill.FromKeywords(_attributes, arguments);
    }

    public string TypeName => "Namespace";

    public string QualifiedTypeName => "jinja2.utils.Namespace";

    public bool TryGetAttribute(CallContext context, string name, out Value value) => _attributes.TryGetValue(name, out value);

    public bool TrySetAttribute(CallContext context, string name, in Value value)
    {
        _attributes.Set(name, value);
        return true;
    }

    public string Repr() => $"<Namespace {Value.From(_attributes).Repr()}>";
}
