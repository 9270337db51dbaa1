namespace Headgate.Dbt.Project;

/// <summary>
/// Variables as a package sees them: of the command line, then of the root project for that package, of the root project for all,
/// and last the package's own defaults.
/// </summary>
internal sealed class VarScopes(OrderedDictionary<string, object?> commandLine, Package root)
{
    /// <summary>Looks a variable up.</summary>
    public bool TryGet(Package package, string name, out object? value)
    {
        foreach (var scope in Scopes(package))
        {
            if (scope.TryGetValue(name, out value))
            {
                return true;
            }
        }
        value = null;
        return false;
    }

    /// <summary>All variables that a package sees, nearest scope winning.</summary>
    public OrderedDictionary<string, object?> All(Package package)
    {
        var all = new OrderedDictionary<string, object?>();
        foreach (var scope in Scopes(package))
        {
            foreach (var (name, value) in scope)
            {
                all.TryAdd(name, value);
            }
        }
        return all;
    }

    private IEnumerable<OrderedDictionary<string, object?>> Scopes(Package package)
    {
        yield return commandLine;
        if (root.Vars.GetValueOrDefault(package.Name) is OrderedDictionary<string, object?> forPackage)
        {
            yield return forPackage;
        }
        yield return root.Vars;
        if (ReferenceEquals(package, root))
        {
            yield break;
        }
        if (package.Vars.GetValueOrDefault(package.Name) is OrderedDictionary<string, object?> own)
        {
            yield return own;
        }
        yield return package.Vars;
    }
}
