using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>source:</c>: source tables as <c>source</c>, <c>source.table</c> or <c>package.source.table</c>, each a pattern.</summary>
internal sealed class SourceMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var (package, source, table) = criterion.Text.Split('.') switch
        {
            [var s] => ("*", s, "*"),
            [var s, var t] => ("*", s, t),
            [var p, var s, var t] => (p, s, t),
            _ => throw new DbtException(
                DbtErrorKind.Runtime,
                $"Invalid source selector value \"{criterion.Text}\". Sources must be of the form `${{source_name}}`, "
                    + "`${source_name}.${target_name}`, or `${package_name}.${source_name}.${target_name}"
            ),
        };
        return scope
            .Resources.OfType<SourceDefinition>()
            .Where(s => Glob.Matches(s.PackageName, package) && Glob.Matches(s.SourceName, source) && Glob.Matches(s.Name, table))
            .Select(s => s.UniqueId);
    }
}
