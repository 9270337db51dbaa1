using System.Collections.Concurrent;
using Headgate.Dbt.Artifacts;
using Headgate.Jinja;

namespace Headgate.Dbt.Context;

/// <summary>All macros of a project, its packages and the engine, and which of them a bare name means. Safe for several threads.</summary>
internal sealed class MacroLibrary
{
    /// <summary>The name under which the engine's own macros are reached, whatever package they are in.</summary>
    public const string InternalNamespace = "dbt";

    private readonly Dictionary<string, Dictionary<string, MacroEntry>> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MacroEntry> _internals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MacroScope> _scopes = new(StringComparer.Ordinal);

    /// <summary>Makes the library.</summary>
    /// <param name="environment">Compiles the macros.</param>
    /// <param name="rootPackage">The project's own name.</param>
    /// <param name="internalPackages">The engine's packages; a later one overrides an earlier.</param>
    /// <param name="macros">All macros.</param>
    public MacroLibrary(JinjaEnvironment environment, string rootPackage, IReadOnlyList<string> internalPackages, IEnumerable<Macro> macros)
    {
        Environment = environment;
        RootPackage = rootPackage;
        InternalPackages = internalPackages;
        foreach (var macro in macros)
        {
            var entry = new MacroEntry(macro, environment);
            if (!_packages.TryGetValue(macro.PackageName, out var package))
            {
                _packages[macro.PackageName] = package = new(StringComparer.Ordinal);
            }
            package[macro.Name] = entry;
        }
        foreach (var name in internalPackages)
        {
            foreach (var (macro, entry) in Package(name))
            {
                _internals[macro] = entry;
            }
        }
    }

    /// <summary>Compiles the macros, and the texts that call them.</summary>
    public JinjaEnvironment Environment { get; }

    /// <summary>The project's own name.</summary>
    public string RootPackage { get; }

    /// <summary>The engine's packages; a later one overrides an earlier.</summary>
    public IReadOnlyList<string> InternalPackages { get; }

    /// <summary>The engine's own macros by name.</summary>
    public IReadOnlyDictionary<string, MacroEntry> Internals => _internals;

    /// <summary>The names of all packages that have macros.</summary>
    public IEnumerable<string> PackageNames => _packages.Keys;

    /// <summary>The macros of one package; the internal namespace gives those of all internal packages.</summary>
    public IReadOnlyDictionary<string, MacroEntry> Package(string name) =>
        string.Equals(name, InternalNamespace, StringComparison.Ordinal) && _internals.Count > 0 ? _internals
        : _packages.TryGetValue(name, out var found) ? found
        : new Dictionary<string, MacroEntry>(StringComparer.Ordinal);

    /// <summary>What bare names mean in the texts of a package.</summary>
    public MacroScope ScopeOf(string package) => _scopes.GetOrAdd(package, name => new MacroScope(this, name));

    /// <summary>Is it one of the engine's packages?</summary>
    public bool IsInternal(string package) => InternalPackages.Contains(package, StringComparer.Ordinal);

    /// <summary>
    /// The macro of a materialisation: one for the adapter goes before one for any; the root project's before the engine's;
    /// another package may add a materialisation, and may not silently replace one of the engine's.
    /// </summary>
    /// <param name="name">The materialisation: table, view, a project's own.</param>
    /// <param name="adapterTypes">The adapter's type and its parents, nearest first.</param>
    public MacroEntry? FindMaterialization(string name, IReadOnlyList<string> adapterTypes)
    {
        foreach (var type in adapterTypes.Append("default"))
        {
            var macro = $"materialization_{name}_{type}";
            if (Package(RootPackage).TryGetValue(macro, out var own))
            {
                return own;
            }
            if (_internals.TryGetValue(macro, out var built))
            {
                return built;
            }
            foreach (var package in _packages.Where(p => !IsInternal(p.Key)))
            {
                if (package.Value.TryGetValue(macro, out var imported))
                {
                    return imported;
                }
            }
        }
        return null;
    }
}
