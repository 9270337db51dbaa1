namespace Headgate.Jinja.Compile;

/// <summary>
/// The names of one scope and where each is found. The rules (which name is local, which is taken from outside, what an
/// assignment in one branch of an if means) are those of jinja2.idtracking; they make templates scope as in Python.
/// </summary>
internal sealed class Symbols(FunctionScope function, Symbols? parent, int level)
{
    private Dictionary<string, Variable> _refs = new(StringComparer.Ordinal);
    private Dictionary<Variable, Load> _loads = [];
    private HashSet<string> _stores = new(StringComparer.Ordinal);

    public FunctionScope Function { get; } = function;

    public Symbols? Parent { get; } = parent;

    public int Level { get; } = level;

    /// <summary>In the scope of a loop: whether <c>loop</c> is no object but a counter.</summary>
    public bool CountsLoop { get; set; }

    public IReadOnlyDictionary<Variable, Load> Loads => _loads;

    public IReadOnlyCollection<string> Stores => _stores;

    /// <summary>A scope inside this one, in the same function.</summary>
    public Symbols Inner() => new(Function, this, Level + 1);

    /// <summary>The scope of a function that is defined inside this scope.</summary>
    public Symbols InnerFunction() => new(new FunctionScope(Function), this, Level + 1);

    public Symbols Copy() =>
        new(Function, Parent, Level)
        {
            _refs = new(_refs, StringComparer.Ordinal),
            _loads = new(_loads),
            _stores = new(_stores, StringComparer.Ordinal),
        };

    public Variable? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._refs.TryGetValue(name, out var variable))
            {
                return variable;
            }
        }
        return null;
    }

    /// <summary>The counter that <c>loop</c> means here; null where it is an object or nothing.</summary>
    public Variable? FindLoopCounter()
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._refs.TryGetValue("loop", out var variable))
            {
                return scope.CountsLoop ? variable : null;
            }
        }
        return null;
    }

    public void Store(string name)
    {
        _stores.Add(name);
        if (!_refs.ContainsKey(name))
        {
            var outer = Parent?.Find(name);
            Define(name, outer is null ? Load.Missing : Load.AliasOf(outer));
        }
    }

    public Variable DeclareParameter(string name)
    {
        _stores.Add(name);
        return Define(name, Load.Parameter);
    }

    public void Read(string name)
    {
        if (Find(name) is null)
        {
            Define(name, Load.Resolve);
        }
    }

    /// <summary>Takes over what the branches of an if did, of which at most one will have run.</summary>
    public void Merge(params ReadOnlySpan<Symbols> branches)
    {
        var stored = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var branch in branches)
        {
            foreach (var name in branch._stores)
            {
                if (!_stores.Contains(name))
                {
                    stored[name] = stored.GetValueOrDefault(name) + 1;
                }
            }
        }
        foreach (var branch in branches)
        {
            foreach (var (name, variable) in branch._refs)
            {
                _refs[name] = variable;
            }
            foreach (var (variable, load) in branch._loads)
            {
                _loads[variable] = load;
            }
            _stores.UnionWith(branch._stores);
        }
        foreach (var (name, count) in stored)
        {
            if (count == branches.Length)
            {
                continue;
            }
            var outer = Parent?.Find(name);
            _loads[Find(name)!] = outer is null ? Load.Resolve : Load.AliasOf(outer);
        }
    }

    /// <summary>The names assigned in this scope and around it: what an included template gets to see.</summary>
    public List<(string Name, Variable Variable)> VisibleStores()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<(string, Variable)>();
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            foreach (var name in scope._stores)
            {
                if (seen.Add(name))
                {
                    result.Add((name, Find(name)!));
                }
            }
        }
        return result;
    }

    /// <summary>
    /// Gives the names that are looked up and never assigned in this scope a slot that lasts as long as the function: they are
    /// looked up once, when they are first read. To be called when the scope is analysed and before anything in it is compiled.
    /// </summary>
    /// <param name="free">Takes the names that are looked up outside of the template.</param>
    public void Settle(ISet<string> free)
    {
        foreach (var (name, variable) in _refs.ToArray())
        {
            if (!_loads.TryGetValue(variable, out var load) || load.Kind != LoadKind.Resolve)
            {
                continue;
            }
            free.Add(name);
            if (!_stores.Contains(name))
            {
                _loads.Remove(variable);
                _refs[name] = Function.Given(name);
            }
        }
    }

    private Variable Define(string name, Load load)
    {
        var variable = Function.Variable(Level, name);
        _refs[name] = variable;
        _loads[variable] = load;
        return variable;
    }
}
