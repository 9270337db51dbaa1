using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run;

/// <summary>An imported template: what it exports, and its text.</summary>
internal sealed class ModuleObject(string? name, Dictionary<string, Value> exports, string text) : IJinjaObject
{
    public string TypeName => "TemplateModule";

    public string QualifiedTypeName => "jinja2.environment.TemplateModule";

    public string? Name => name;

    public string Text => text;

    public bool TryGet(string member, out Value value) => exports.TryGetValue(member, out value);

    public bool TryGetAttribute(CallContext context, string member, out Value value)
    {
        if (member == "__name__")
        {
            value = Value.From(name);
            return true;
        }
        return exports.TryGetValue(member, out value);
    }

    public string Str() => text;

    public string? Html => text;

    public string Repr() => name is null ? "<TemplateModule memory:0>" : $"<TemplateModule {PythonText.ReprOf(name)}>";
}
