namespace Headgate.Dbt.Context;

/// <summary>
/// What bare names mean in the texts of one package: its own macros, those of the root project, the names of packages, the engine's macros.
/// </summary>
internal sealed class MacroScope(MacroLibrary library, string package)
{
    private readonly IReadOnlyDictionary<string, MacroEntry> _own = library.Package(package);
    private readonly IReadOnlyDictionary<string, MacroEntry> _root = library.Package(library.RootPackage);
    private readonly HashSet<string> _packages =
    [
        .. library.PackageNames.Where(p => !library.IsInternal(p)),
        MacroLibrary.InternalNamespace,
    ];

    /// <summary>The macro that a bare name means, or null.</summary>
    public MacroEntry? Find(string name)
    {
        if (_own.TryGetValue(name, out var found) || _root.TryGetValue(name, out found))
        {
            return found;
        }
        return _packages.Contains(name) ? null : library.Internals.GetValueOrDefault(name);
    }

    /// <summary>The names of all macros and packages that a bare name may mean.</summary>
    public IEnumerable<string> Names => _own.Keys.Union(_root.Keys).Union(_packages).Union(library.Internals.Keys);

    /// <summary>Is the name that of a package whose macros are reached by a dot?</summary>
    public bool IsPackage(string name) => _packages.Contains(name);

    /// <summary>The macro of a package by its name, or null.</summary>
    public MacroEntry? FindIn(string packageName, string name) => library.Package(packageName).GetValueOrDefault(name);

    /// <summary>
    /// The macro that <c>adapter.dispatch</c> means: for each package of the search order, the adapter's own form, its parents', the default.
    /// </summary>
    /// <param name="name">The macro's name without prefix.</param>
    /// <param name="searchOrder">The packages to search; a null stands for the bare name.</param>
    /// <param name="prefixes">The adapter's type and its parents, nearest first; default follows by itself.</param>
    /// <param name="attempts">The names that were tried, for the message when none is found.</param>
    public MacroEntry? Dispatch(string name, IReadOnlyList<string?> searchOrder, IReadOnlyList<string> prefixes, out List<string> attempts)
    {
        attempts = [];
        foreach (var searched in searchOrder)
        {
            foreach (var prefix in prefixes.Append("default"))
            {
                var wanted = prefix + "__" + name;
                var found = searched is null ? Find(wanted) : FindIn(searched, wanted);
                if (found is not null)
                {
                    return found;
                }
                attempts.Add(searched is null ? wanted : searched + "." + wanted);
            }
        }
        return null;
    }
}
