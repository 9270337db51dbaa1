using Headgate.Dbt.Adapters;
using Headgate.Dbt.Project;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>adapter.dispatch(name, namespace)</c>: the form of a macro that the adapter calls for.</summary>
internal static class AdapterDispatch
{
    /// <summary>The macro, bound to the context.</summary>
    /// <exception cref="DbtException">No package of the search order has a form of the macro.</exception>
    public static Value Find(DbtVariables variables, IAdapter adapter, LoadedProject project, in Arguments arguments)
    {
        var name = arguments.RequiredText(0, "macro_name", "dispatch");
        var macroNamespace = Namespace(arguments, name);
        IReadOnlyList<string?> order = macroNamespace is null ? [null] : SearchOrder(project, macroNamespace);
        var found = variables.Scope.Dispatch(name, order, [adapter.Type, .. adapter.ParentTypes], out var attempts);
        if (found is not null)
        {
            return variables.Bind(found);
        }
        throw new DbtException(
            DbtErrorKind.Compilation,
            $"In dispatch: No macro named '{name}' found within namespace: '{macroNamespace ?? "None"}'\n    Searched for: "
                + string.Join(", ", attempts.Select(a => $"'{a}'"))
        );
    }

    private static string? Namespace(in Arguments arguments, string name)
    {
        if (name.Contains('.', StringComparison.Ordinal))
        {
            var parts = name.Split('.', 2);
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"In adapter.dispatch, got a macro name of \"{name}\", but \".\" is not a valid macro name component. Did you mean `adapter.dispatch(\"{parts[1]}\", macro_namespace=\"{parts[0]}\")`?"
            );
        }
        if (!arguments.TryGet(1, "macro_namespace", out var value) || value.IsNone || value.IsUndefined)
        {
            return null;
        }
        return value.TryGetString(out var text)
            ? text
            : throw new DbtException(
                DbtErrorKind.Compilation,
                $"In adapter.dispatch, got a {value.TypeName} argument (\"{value}\"), but expected a string"
            );
    }

    private static IReadOnlyList<string?> SearchOrder(LoadedProject project, string macroNamespace) =>
        project.Root.Dispatch.FirstOrDefault(rule => string.Equals(rule.MacroNamespace, macroNamespace, StringComparison.Ordinal))
            is { } rule
            ? [.. rule.SearchOrder]
            : [project.Root.Name, macroNamespace];
}
