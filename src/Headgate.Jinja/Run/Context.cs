using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run;

/// <summary>What the functions of one template share while it is rendered: given variables, those set at the top level, and blocks.</summary>
internal sealed class Context : IVariables
{
    private readonly IVariables _given;
    private readonly IReadOnlyDictionary<string, Value> _globals;
    private Dictionary<string, Value>? _set;
    private HashSet<string>? _exported;

    public Context(TemplateCode template, IVariables given, IReadOnlyDictionary<string, Value> globals, bool autoescape)
    {
        Template = template;
        _given = given;
        _globals = globals;
        Autoescape = autoescape;
        foreach (var (name, block) in template.Blocks)
        {
            Blocks[name] = [block];
        }
    }

    private Context(Context original, IVariables given)
    {
        Template = original.Template;
        _given = given;
        _globals = original._globals;
        Autoescape = original.Autoescape;
        foreach (var (name, blocks) in original.Blocks)
        {
            Blocks[name] = [.. blocks];
        }
    }

    public TemplateCode Template { get; }

    /// <summary>Whether values are escaped at the moment.</summary>
    public bool Autoescape { get; set; }

    /// <summary>The versions of each block, those of the most derived template first.</summary>
    public Dictionary<string, List<BlockCode>> Blocks { get; } = new(StringComparer.Ordinal);

    public bool TryGet(string name, out Value value) =>
        (_set is not null && _set.TryGetValue(name, out value)) || _given.TryGet(name, out value) || _globals.TryGetValue(name, out value);

    /// <summary>Keeps what a top level statement assigned.</summary>
    public void Set(string name, in Value value, bool export)
    {
        (_set ??= new(StringComparer.Ordinal))[name] = value;
        if (!export)
        {
            _exported?.Remove(name);
        }
        else if (name[0] != '_')
        {
            (_exported ??= new(StringComparer.Ordinal)).Add(name);
        }
    }

    /// <summary>What an import of the template gets.</summary>
    public Dictionary<string, Value> Exports()
    {
        var result = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var name in _exported ?? [])
        {
            result[name] = _set![name];
        }
        return result;
    }

    /// <summary>The variables as they are now, with some local ones before them; later changes at the top level are not seen.</summary>
    public IVariables Snapshot(Dictionary<string, Value> locals)
    {
        if (_set is not null)
        {
            foreach (var (name, value) in _set)
            {
                locals.TryAdd(name, value);
            }
        }
        return locals.Count == 0 ? _given : new Overlay(locals, _given);
    }

    /// <summary>The context of a scoped block: the same, with local variables.</summary>
    public Context Derive(Dictionary<string, Value> locals) => new(this, Snapshot(locals));

    private sealed class Overlay(Dictionary<string, Value> first, IVariables second) : IVariables
    {
        public bool TryGet(string name, out Value value) => first.TryGetValue(name, out value) || second.TryGet(name, out value);
    }
}
