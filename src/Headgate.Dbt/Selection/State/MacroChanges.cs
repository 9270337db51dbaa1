using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.State;

/// <summary>Which macros differ between two manifests, and which resources use one of them, however indirectly.</summary>
internal sealed class MacroChanges
{
    private readonly Manifest now;
    private readonly HashSet<string> changed;

    /// <summary>Compares the macros of two manifests.</summary>
    public MacroChanges(Manifest before, Manifest now)
    {
        this.now = now;
        changed =
        [
            .. now.Macros.Values.Where(m => before.Macros.GetValueOrDefault(m.UniqueId)?.MacroSql != m.MacroSql).Select(m => m.UniqueId),
            .. before.Macros.Keys.Where(id => !now.Macros.ContainsKey(id)),
        ];
    }

    /// <summary>Does the resource use a macro that differs?</summary>
    public bool Touch(IManifestResource resource)
    {
        if (changed.Count == 0 || resource is not ManifestNode node)
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
            if (changed.Contains(id))
            {
                return true;
            }
            foreach (var deeper in now.Macros.GetValueOrDefault(id)?.DependsOn.Macros ?? [])
            {
                open.Push(deeper);
            }
        }
        return false;
    }
}
