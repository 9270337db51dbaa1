using Headgate.Jinja.Run;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context;

/// <summary>
/// The names that a template may use while one thing is rendered: the macros in scope, then the functions and values of the context.
/// Values that cost something are made when they are first asked for. Used by one thread.
/// </summary>
internal sealed class DbtVariables : IVariables
{
    private readonly IReadOnlyDictionary<string, Value> _shared;
    private readonly Dictionary<string, Value> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<Value>> _lazy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<Value>> _changing = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Package, string Name), Value> _replacedInPackages = [];
    private readonly Dictionary<string, Value> _macros = new(StringComparer.Ordinal);
    private readonly Action<MacroEntry>? _calledDirectly;
    private int _depth;

    /// <summary>Makes the names for one rendering.</summary>
    /// <param name="library">All macros.</param>
    /// <param name="package">The package whose text is rendered.</param>
    /// <param name="shared">Functions and values that do not depend on what is rendered.</param>
    /// <param name="calledDirectly">Told of macros that the text itself calls, and not another macro.</param>
    public DbtVariables(MacroLibrary library, string package, IReadOnlyDictionary<string, Value> shared, Action<MacroEntry>? calledDirectly)
    {
        Library = library;
        Scope = library.ScopeOf(package);
        _shared = shared;
        _calledDirectly = calledDirectly;
        Add("context", () => Value.From(new Objects.ContextObject(this)));
        Add("builtins", () => Value.From(new Objects.BuiltinsObject(this)));
    }

    /// <summary>All macros.</summary>
    public MacroLibrary Library { get; }

    /// <summary>What bare names mean here.</summary>
    public MacroScope Scope { get; }

    /// <summary>Adds a value.</summary>
    public void Add(string name, Value value) => _members[name] = value;

    /// <summary>Adds a value that is made on first use.</summary>
    public void Add(string name, Func<Value> make) => _lazy[name] = make;

    /// <summary>Adds a value that may be another each time it is asked for.</summary>
    public void AddChanging(string name, Func<Value> read) => _changing[name] = read;

    /// <summary>Puts a value in the place of whatever has the name, macros among them.</summary>
    public void Replace(string name, Value value) => _macros[name] = value;

    /// <summary>Puts a value in the place of a package's macro, however it is reached; the engine's own macros have bare names too.</summary>
    public void ReplaceIn(string package, string name, Value value)
    {
        _replacedInPackages[(package, name)] = value;
        if (package == MacroLibrary.InternalNamespace)
        {
            _macros[name] = value;
        }
    }

    /// <summary>The macro of a package as a callable value, or what was put in its place.</summary>
    public bool TryGetIn(string package, string name, out Value value)
    {
        if (_replacedInPackages.TryGetValue((package, name), out value))
        {
            return true;
        }
        var entry = Scope.FindIn(package, name);
        value = entry is null ? default : Bind(entry);
        return entry is not null;
    }

    /// <summary>The names of the context's functions and values.</summary>
    public IEnumerable<string> MemberNames => _members.Keys.Union(_lazy.Keys).Union(_changing.Keys).Union(_shared.Keys);

    /// <summary>All names that mean something here.</summary>
    public IEnumerable<string> Names => MemberNames.Union(_macros.Keys).Union(Scope.Names);

    /// <summary>Renders a text in which these names hold.</summary>
    public string Render(string text, RenderOptions options) => Library.Environment.Compile(text, null).Render(this, options);

    /// <inheritdoc />
    public bool TryGet(string name, out Value value)
    {
        if (_macros.TryGetValue(name, out value))
        {
            return true;
        }
        if (Scope.Find(name) is { } entry)
        {
            value = Bind(entry);
            _macros[name] = value;
            return true;
        }
        if (Scope.IsPackage(name))
        {
            value = Value.From(new Objects.PackageObject(this, name));
            _macros[name] = value;
            return true;
        }
        return TryGetMember(name, out value);
    }

    /// <summary>A function or value of the context, even where a macro of the project has taken its name.</summary>
    public bool TryGetMember(string name, out Value value)
    {
        if (_members.TryGetValue(name, out value))
        {
            return true;
        }
        if (_changing.TryGetValue(name, out var read))
        {
            value = read();
            return true;
        }
        if (_lazy.TryGetValue(name, out var make))
        {
            value = make();
            _members[name] = value;
            return true;
        }
        return _shared.TryGetValue(name, out value);
    }

    /// <summary>The macro as a callable value in this context.</summary>
    public Value Bind(MacroEntry entry) => Value.From(new BoundMacro(entry, this));

    /// <summary>Notes that a macro begins; disposing notes its end.</summary>
    public MacroCall Enter(MacroEntry entry)
    {
        if (_depth++ == 0)
        {
            _calledDirectly?.Invoke(entry);
        }
        return new(this, 1);
    }

    /// <summary>Notes that the program calls a macro.</summary>
    /// <param name="asText">Do macros that it calls count as called by the text itself? So it is with tests in dbt.</param>
    public MacroCall EnterFromProgram(bool asText)
    {
        var steps = asText ? 0 : 1;
        _depth += steps;
        return new(this, steps);
    }

    /// <summary>One running macro.</summary>
    internal readonly struct MacroCall(DbtVariables variables, int steps) : IDisposable
    {
        /// <summary>The macro has ended.</summary>
        public void Dispose() => variables._depth -= steps;
    }
}
