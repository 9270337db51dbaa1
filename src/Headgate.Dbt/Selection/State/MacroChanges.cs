using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.State;

/// <summary>Which macros differ between two manifests, and which resources use one of them, however indirectly.</summary>
internal sealed class MacroChanges
{
    private readonly Manifest _now;
    private readonly HashSet<string> _changed;

    /// <summary>Compares the macros of two manifests.</summary>
    public MacroChanges(Manifest before, Manifest now)
    {
        _now = now;
        _changed =
        [
            .. now.Macros.Values.Where(m => before.Macros.GetValueOrDefault(m.UniqueId)?.MacroSql != m.MacroSql).Select(m => m.UniqueId),
            .. before.Macros.Keys.Where(id => !now.Macros.ContainsKey(id)),
        ];
    }

    /// <summary>Does the resource use a macro that differs?</summary>
    public bool Touch(IManifestResource resource)
    {
        if (_changed.Count == 0 || resource is not ManifestNode node)
        {
            return false;
        }
        var seen = new HashSet<string>();
        var open = new Stack<string>(node.DependsOn.Macros);
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id))
            {
                continue;
            }
            if (_changed.Contains(id))
            {
                return true;
            }
            foreach (var deeper in _now.Macros.GetValueOrDefault(id)?.DependsOn.Macros ?? [])
            {
                open.Push(deeper);
            }
        }
        return false;
    }
}
