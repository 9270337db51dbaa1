using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Macros;

/// <summary>Finds which macros a macro calls, by reading its text.</summary>
internal sealed class MacroDependencies(LoadedProject project, MacroLibrary library, IReadOnlyList<string> adapterTypes)
{
    /// <summary>Sets what each macro depends on.</summary>
    public void Resolve(IEnumerable<Macro> macros)
    {
        foreach (var macro in macros)
        {
            Resolve(macro);
        }
    }

    private void Resolve(Macro macro)
    {
        var scope = library.ScopeOf(macro.PackageName);
        foreach (var call in CallScanner.Scan(macro.MacroSql))
        {
            if (
                Target(scope, call)?.Macro is not { } called
                || called.UniqueId == macro.UniqueId
                || macro.DependsOn.Macros.Contains(called.UniqueId)
            )
            {
                continue;
            }
            macro.DependsOn.Macros.Add(called.UniqueId);
        }
    }

    private MacroEntry? Target(MacroScope scope, MacroCall call)
    {
        if (call is { Package: "adapter", Name: "dispatch" })
        {
            return Dispatched(scope, call.Texts);
        }
        return call.Package is null ? scope.Find(call.Name) : scope.FindIn(call.Package, call.Name);
    }

    private MacroEntry? Dispatched(MacroScope scope, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return null;
        }
        IReadOnlyList<string?> order = texts.Count > 1 ? SearchOrder(texts[1]) : [null];
        return scope.Dispatch(texts[0], order, adapterTypes, out _);
    }

    private List<string?> SearchOrder(string macroNamespace) =>
        project.Root.Dispatch.FirstOrDefault(rule => rule.MacroNamespace == macroNamespace) is { } rule
            ? [.. rule.SearchOrder]
            : [project.Root.Name, macroNamespace];
}
